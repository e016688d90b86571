package envgate.rules.catalog.limits;

import static envgate.envs.model.Area.FUNCTIONS;
import static envgate.rules.finding.Severity.ERROR;
import static envgate.rules.finding.Severity.WARNING;

import com.google.auto.service.AutoService;
import envgate.envs.model.LambdaFunction;
import envgate.envs.model.Value;
import envgate.envs.model.Value.Shape;
import envgate.rules.analysis.Facts;
import envgate.rules.engine.Findings;
import envgate.rules.engine.FunctionRule;
import envgate.rules.engine.Rule;
import envgate.rules.finding.Lens;
import envgate.rules.finding.Missing;
import envgate.rules.finding.Place;
import envgate.rules.finding.RuleCard;
import envgate.rules.finding.Trail;
import java.util.List;
import java.util.Locale;

/// Finds functions whose variables together come near or over what Lambda takes.
///
/// Lambda measures the variables as one JSON text: its refusal quotes the text. Of a hidden value only the class of its
/// length is known, so the size is known within bounds, and judged when the bounds agree.
@RuleCard(
        id = "variables-over-size-limit",
        code = "CFG-010",
        severity = ERROR,
        needs = {FUNCTIONS},
        through = Lens.LINKS,
        title = "Variables of a function take more than Lambda allows",
        why = """
        All variables of a function together may take 4 KB, and the limit cannot be raised. Names of resources are longer
        in one environment than in the other, so a deploy that went through in the source is refused in the target.
        """,
        fix = """
        Move long values into an SSM parameter or a file of the package, and drop variables that nothing reads.
        """,
        bad = """
        environment: prod
        functions:
          OrdersApi:
            environment:
              ROUTES_A: &long >-
                GET /orders/{id}/lines/{line} from the warehouse, else from the archive, else from the
                old system by its proxy; PUT /orders/{id}/lines/{line} to the warehouse and to the archive,
                and to the old system only on working days; GET /orders/{id}/invoices from the accounts of
                the country of the customer, else from those of the country of the shop, else from the
                head office; POST /orders/{id}/returns to the warehouse that has sent the order first, and
                to the shop nearest to the customer if that is closed for more than two days in a row.
              ROUTES_B: *long
              ROUTES_C: *long
              ROUTES_D: *long
              ROUTES_E: *long
              ROUTES_F: *long
              ROUTES_G: *long
              ROUTES_H: *long
        """,
        good = """
        environment: prod
        functions: {OrdersApi: {environment: {ROUTES_PARAM: /orders/prod/routes, API_KEY: {hidden: tiger}}}}
        """,
        sources = {
            "https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html",
            "https://github.com/github-aws-runners/terraform-aws-github-runner/issues/3594",
            "https://github.com/aws-samples/aws-genai-llm-chatbot/issues/583"
        })
@AutoService(Rule.class)
public final class VariablesOverSizeLimit implements FunctionRule {

    private static final long LIMIT = 4096;
    private static final long NEAR = LIMIT * 80 / 100;

    @Override
    public void check(LambdaFunction function, Facts facts, Findings findings) {
        if (function.environment().isEmpty()) {
            return;
        }
        long least = 1;
        long most = 1;
        for (var variable : function.environment().entrySet()) {
            long frame = quoted(variable.getKey()) + 2;
            least += frame + least(variable.getValue());
            most = Math.min(Integer.MAX_VALUE, most + frame + most(variable.getValue()));
        }
        Place place = Place.of(facts.environment(), function);
        if (least > LIMIT) {
            findings.add(place, message(least, most), trail(least, most, function, facts));
        } else if (most <= NEAR) {
            findings.pass();
        } else if (least > NEAR && most <= LIMIT) {
            String fix = "Keep new variables short, or move long values into an SSM parameter before the limit is met.";
            findings.add(place, message(least, most), trail(least, most, function, facts), WARNING, fix);
        } else {
            findings.unknown(place, List.of(new Missing("hidden or unresolved values are of unknown length", "")));
        }
    }

    private static long least(Value value) {
        return switch (value) {
            case Value.Plain(String text) -> quoted(text);
            case Value.Hidden hidden ->
                2
                        + switch (hidden.length()) {
                            case EMPTY -> 0;
                            case UP_TO_8 -> 1;
                            case UP_TO_16 -> 9;
                            case UP_TO_32 -> 17;
                            case UP_TO_64 -> 33;
                            case UP_TO_256 -> 65;
                            case LONGER -> 257;
                        };
            case Value.Reference _, Value.Unresolved _ -> 2;
        };
    }

    private static long most(Value value) {
        return switch (value) {
            case Value.Plain(String text) -> quoted(text);
            case Value.Hidden hidden ->
                2
                        + bytesPerCharacter(hidden.shape())
                                * switch (hidden.length()) {
                                    case EMPTY -> 0;
                                    case UP_TO_8 -> 8;
                                    case UP_TO_16 -> 16;
                                    case UP_TO_32 -> 32;
                                    case UP_TO_64 -> 64;
                                    case UP_TO_256 -> 256;
                                    case LONGER -> Integer.MAX_VALUE;
                                };
            case Value.Reference _, Value.Unresolved _ -> Integer.MAX_VALUE;
        };
    }

    /// Free text may be of any script and full of line ends; the other shapes are printable ASCII, quotes aside in
    /// JSON.
    private static long bytesPerCharacter(Shape shape) {
        return switch (shape) {
            case TEXT, BLANK, PLACEHOLDER -> 4;
            case JSON -> 2;
            case EMPTY, NOTHING, BOOLEAN, NUMBER, ARN, URL, HOST, ADDRESS, PATH, NAME, TOKEN -> 1;
        };
    }

    /// Bytes of a text as JSON writes it in UTF-8, quotes included.
    private static long quoted(String text) {
        long bytes = 2;
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            i += Character.charCount(c);
            if (c == '"' || c == '\\' || c == '\n' || c == '\r' || c == '\t' || c == '\b' || c == '\f') {
                bytes += 2;
            } else if (c < 0x20) {
                bytes += 6;
            } else {
                bytes += c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
            }
        }
        return bytes;
    }

    private static String message(long least, long most) {
        return "its variables take " + (least == most ? "" : "at least ") + number(least) + " of " + number(LIMIT)
                + " bytes";
    }

    private static String number(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    private static Trail trail(long least, long most, LambdaFunction function, Facts facts) {
        int count = function.environment().size();
        String size = least == most ? number(least) : "between " + number(least) + " and " + number(most);
        return Trail.EMPTY.then(
                count + " variables as JSON take " + size + " bytes",
                function.name(),
                facts.environment(),
                function.origin());
    }
}
