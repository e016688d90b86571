package envgate.envs.plan.template;

import envgate.envs.document.Node;
import envgate.envs.model.Provenance;
import envgate.envs.model.Selection;
import envgate.envs.model.Snapshot;
import envgate.envs.plan.Term;
import envgate.envs.plan.sam.Sam;
import envgate.envs.source.capture.Answer;
import envgate.envs.source.capture.CaptureDecoder;
import envgate.envs.source.capture.CaptureFolder;
import envgate.envs.source.capture.Operation;
import envgate.envs.source.capture.Recording;
import envgate.envs.source.capture.Redaction;
import envgate.envs.source.capture.RedactionKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Lays plans over small worlds.
public final class Plans {

    public static final String ACCOUNT = "111111111111";
    public static final String REGION = "eu-west-1";
    public static final Redaction REDACTION = Redaction.of(RedactionKey.of("key"), (_, _) -> false);

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final List<Answer> answers = new ArrayList<>();
    private String region = REGION;
    private Selection selection = new Selection(List.of("orders"), Map.of(), List.of());

    /// An account in which every listing was answered with nothing.
    public static Plans empty() {
        return empty(REGION);
    }

    public static Plans empty(String region) {
        Plans plans = new Plans();
        plans.region = region;
        for (Operation it : Operation.values()) {
            if (it.isListing() && !it.list().isEmpty()) {
                boolean object = it == Operation.EC2_DESCRIBE_VPC_BLOCK_PUBLIC_ACCESS_OPTIONS
                        || it == Operation.ORGANIZATIONS_DESCRIBE_ORGANIZATION;
                if (!object) {
                    plans.answer(it, "{}", "{\"" + it.list() + "\": []}");
                }
            }
        }
        return plans;
    }

    /// All that the account holds belongs to the environment.
    public Plans everything() {
        selection = Selection.EVERYTHING;
        return this;
    }

    /// Nobody asked this.
    public Plans without(Operation operation) {
        answers.removeIf(
                it -> it.service().equals(operation.service()) && it.operation().equals(operation.operation()));
        return this;
    }

    /// What AWS answers, in place of an earlier answer to the same question.
    public Plans answer(Operation operation, String request, String body) {
        ObjectNode asked = (ObjectNode) JSON.readTree(request);
        answers.removeIf(it -> it.service().equals(operation.service())
                && it.operation().equals(operation.operation())
                && it.request().equals(asked));
        answers.add(new Answer(
                ACCOUNT,
                operation.isGlobal() ? "" : region,
                operation.service(),
                operation.operation(),
                asked,
                new Answer.Response(JSON.readTree(body))));
        return this;
    }

    public Recording live() {
        return REDACTION.apply(new Recording(
                "prod",
                List.of(ACCOUNT),
                List.of(region),
                "",
                Instant.parse("2026-11-01T00:00:00Z"),
                selection,
                answers));
    }

    static Map<String, Term> parameters(String... pairs) {
        Map<String, Term> parameters = new TreeMap<>();
        for (String it : pairs) {
            String[] words = it.split("=", 2);
            parameters.put(
                    words[0],
                    new Term.Literal(
                            words[1], Node.Kind.TEXT, false, new envgate.envs.document.Mark("command line", 0, 0)));
        }
        return parameters;
    }

    Snapshot plan(Path folder, String template, String... parameters) {
        try {
            Files.writeString(folder.resolve("template.yaml"), template);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return planFile(folder, "template.yaml", parameters(parameters));
    }

    Snapshot planFile(Path folder, String file, Map<String, Term> parameters) {
        return decode(recording(folder, file, parameters));
    }

    Recording recording(Path folder, String file, Map<String, Term> parameters) {
        StackPlan plan = new StackPlan(
                List.of(new Deployment(file, "orders", parameters)), new PlanFiles(folder), List.of(new Sam()));
        return REDACTION.apply(plan.over(live(), REDACTION));
    }

    public static Snapshot decode(Recording planned) {
        return CaptureDecoder.decode(planned, Provenance.Kind.LIVE, "test");
    }

    /// The same after a way over the disk.
    public static Snapshot overDisk(Recording planned, Path folder) {
        CaptureFolder.write(planned, folder);
        Recording read = CaptureFolder.read(folder);
        return decode(REDACTION.apply(read.as(planned.environment(), planned.selection())));
    }
}
