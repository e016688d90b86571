package envgate.reports;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import envgate.envs.document.BadInput;
import java.util.List;
import java.util.Locale;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The text of a JSON report, or of an HTML report that has one inside, as a tree that keeps to the schema.
final class ReportText {

    static final String OPENING = "<script type=\"application/json\" id=\"envgate-report\">";

    private static final int VERSION = 1;
    private static final int MOST_MISTAKES = 10;
    private static final String NEXT = "give a file that `--format json=FILE` or `--format html=FILE` wrote";

    private ReportText() {}

    static JsonNode tree(String text, String file) {
        JsonNode root = parse(json(text), file);
        JsonNode version = root.path("schemaVersion");
        if (!version.isIntegralNumber() || !root.path("findings").isArray()) {
            throw mistake(file, "this is no report of envgate", NEXT);
        }
        if (version.asLong(0) != VERSION) {
            throw mistake(
                    file,
                    "the report has schema version `" + version.asString() + "`, and this envgate reads version `"
                            + VERSION + "`",
                    "read it with the envgate that wrote it");
        }
        List<Error> errors = schema().validate(root);
        if (!errors.isEmpty()) {
            throw new BadInput(errors.stream()
                    .limit(MOST_MISTAKES)
                    .map(it -> new BadInput.Mistake(
                            file,
                            0,
                            0,
                            "the report is damaged at `" + it.getInstanceLocation() + "`: " + it.getMessage(),
                            NEXT))
                    .toList());
        }
        return root;
    }

    static BadInput mistake(String file, String message, String next) {
        return new BadInput(new BadInput.Mistake(file, 0, 0, message, next));
    }

    /// A value that the schema lets pass and that this envgate does not know.
    static BadInput unknown(String file, String what, String word) {
        return mistake(file, "the report names an unknown " + what + " `" + word + "`", NEXT);
    }

    static Schema schema() {
        return SchemaRegistry.withDefaultDialect(
                        SpecificationVersion.DRAFT_2020_12,
                        it -> it.schemaRegistryConfig(com.networknt.schema.SchemaRegistryConfig.builder()
                                .locale(Locale.ENGLISH)
                                .build()))
                .getSchema(Bundled.text("envgate-report-1.schema.json"));
    }

    private static String json(String text) {
        int start = text.indexOf(OPENING);
        if (start < 0) {
            return text.startsWith("\ufeff") ? text.substring(1) : text;
        }
        int end = text.indexOf("</script>", start);
        return text.substring(start + OPENING.length(), end < 0 ? text.length() : end);
    }

    private static JsonNode parse(String json, String file) {
        try {
            return JsonMapper.shared().readTree(json);
        } catch (JacksonException e) {
            TokenStreamLocation at = e.getLocation();
            throw new BadInput(new BadInput.Mistake(
                    file,
                    at == null ? 0 : Math.max(0, at.getLineNr()),
                    at == null ? 0 : Math.max(0, at.getColumnNr()),
                    "this is no report of envgate",
                    NEXT));
        }
    }
}
