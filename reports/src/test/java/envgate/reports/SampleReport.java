package envgate.reports;

import envgate.envs.model.Area;
import envgate.envs.model.Assumption;
import envgate.envs.model.Gap;
import envgate.envs.model.Note;
import envgate.envs.model.Origin;
import envgate.envs.model.Provenance;
import envgate.rules.finding.Card;
import envgate.rules.finding.CheckReport;
import envgate.rules.finding.CheckReport.EnvironmentSummary;
import envgate.rules.finding.CheckReport.HeededFinding;
import envgate.rules.finding.CheckReport.RuleSummary;
import envgate.rules.finding.CheckReport.Verdict;
import envgate.rules.finding.CheckReport.WaivedFinding;
import envgate.rules.finding.Finding;
import envgate.rules.finding.Place;
import envgate.rules.finding.Severity;
import envgate.rules.finding.Trail;
import envgate.rules.finding.Unjudged;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// A report such as a real run makes it, with one of everything that a report can hold.
public final class SampleReport {

    private static final Card OTHER_ENVIRONMENT = card(
            "variable-names-other-environment",
            "CFG-005",
            Severity.ERROR,
            "links",
            "function",
            "Variable points to another environment",
            "The function would work on the data of another environment, and nothing in its log would say so.",
            "Wire the variable to the resource of its own environment.",
            List.of(Area.FUNCTIONS, Area.STACKS));
    private static final Card WITHOUT_WAY_OUT = card(
            "function-without-way-out",
            "NET-003",
            Severity.ERROR,
            "network",
            "function",
            "Function calls a host that one of its subnets cannot reach",
            "A function in a VPC leaves it only through its subnet's routes. Without one, every call hangs until the"
                    + " timeout, and no log line says why.",
            "Route the subnet to a NAT gateway, or reach the service over a VPC endpoint.",
            List.of(Area.FUNCTIONS, Area.SUBNETS, Area.ROUTE_TABLES));
    private static final Card ROLE_REACHES_OVER = card(
            "role-acts-on-other-environment",
            "IAM-001",
            Severity.ERROR,
            "access",
            "fleet",
            "Role may act on what belongs to another environment",
            "A bug or a leaked credential of one environment reaches the data of the other.",
            "Name the resources of the role's own environment in the statement.",
            List.of(Area.ROLES));
    private static final Card MISSING_IN_TARGET = card(
            "variable-missing-in-target",
            "CFG-001",
            Severity.ERROR,
            "parity",
            "promotion",
            "Variable is set in the source and missing in the target",
            "The code that reads it was tested with it, and starts without it in the target.",
            "Set the variable in the target, or declare that it may be missing.",
            List.of(Area.FUNCTIONS));
    private static final Card HOLLOW = card(
            "hollow-variable",
            "CFG-003",
            Severity.WARNING,
            "links",
            "function",
            "Variable is empty or says nothing",
            "An empty value is set and so hides the default of the code.",
            "Give it a value or remove it.",
            List.of(Area.FUNCTIONS));
    private static final Card ONLY_IN_TARGET = card(
            "variable-only-in-target",
            "CFG-002",
            Severity.NOTE,
            "parity",
            "promotion",
            "Variable is set in the target only",
            "Nobody has tried the code with it.",
            "Set it in the source as well, or declare that it differs.",
            List.of(Area.FUNCTIONS));
    private static final Card WITHOUT_PERMISSION = card(
            "api-route-without-permission",
            "TRG-001",
            Severity.ERROR,
            "triggers",
            "environment",
            "API may not call the function of its route",
            "Every request of the route is answered with 500.",
            "Allow `apigateway.amazonaws.com` to invoke the function.",
            List.of(Area.APIS, Area.FUNCTION_POLICIES));
    private static final Card UNUSED = card(
            "import-without-export",
            "OUT-003",
            Severity.ERROR,
            "links",
            "environment",
            "Import names an export that does not exist",
            "The deploy fails half way.",
            "Deploy the stack that exports it first.",
            List.of(Area.EXPORTS));

    private SampleReport() {}

    /// The gate says stop.
    public static CheckReport stop() {
        List<HeededFinding> findings = findings();
        List<WaivedFinding> waived = waived();
        return new CheckReport(
                new CheckReport.Tool("envgate", "0.1.0"),
                "orders",
                new CheckReport.Edge("staging", "prod", "changeset/orders-42"),
                Verdict.STOP,
                "5 new errors, and the gate stops on errors",
                new CheckReport.Coverage(61, 6, 9),
                List.of(staging(), prod()),
                findings,
                unjudged(),
                waived,
                List.of(
                        new CheckReport.AssumptionUse(Assumption.ORGANIZATION_POLICIES_ALLOW, 8),
                        new CheckReport.AssumptionUse(Assumption.EXTERNAL_HOSTS_LISTEN, 1)),
                List.of(
                        tally(OTHER_ENVIRONMENT, 14, 0, 2),
                        tally(WITHOUT_WAY_OUT, 6, 0, 1),
                        tally(ROLE_REACHES_OVER, 12, 1, 1),
                        tally(MISSING_IN_TARGET, 8, 0, 6),
                        tally(HOLLOW, 14, 0, 1),
                        tally(ONLY_IN_TARGET, 7, 0, 1),
                        tally(WITHOUT_PERMISSION, 0, 5, 0),
                        tally(UNUSED, 0, 0, 0)),
                List.of("the waiver of CFG-008 at prod/Reports (envgate.yaml:61) matches nothing any more"));
    }

    /// Nothing is wrong and everything was seen.
    public static CheckReport go() {
        return new CheckReport(
                new CheckReport.Tool("envgate", "0.1.0"),
                "orders",
                null,
                Verdict.GO,
                "nothing was found and everything could be judged",
                new CheckReport.Coverage(28, 0, 0),
                List.of(staging()),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(tally(OTHER_ENVIRONMENT, 14, 0, 0), tally(HOLLOW, 14, 0, 0)),
                List.of());
    }

    /// Hardly anything could be seen.
    public static CheckReport undecided() {
        EnvironmentSummary it = prod();
        Gap unlisted = new Gap(
                Area.FUNCTIONS,
                "333333333333",
                "eu-west-1",
                "lambda",
                "ListFunctions",
                "",
                "lambda:ListFunctions",
                "AccessDeniedException");
        return new CheckReport(
                new CheckReport.Tool("envgate", "0.1.0"),
                "",
                null,
                Verdict.UNDECIDED,
                "coverage 0 % is below 95 %",
                new CheckReport.Coverage(0, 2, 0),
                List.of(
                        staging(),
                        new EnvironmentSummary(
                                it.name(), it.provenance(), List.of(), List.of(unlisted), List.of(), it.declared())),
                List.of(),
                Stream.of(OTHER_ENVIRONMENT, HOLLOW)
                        .map(card -> new Unjudged(
                                card.id(),
                                card.code(),
                                Place.of("prod"),
                                unlisted.text(),
                                unlisted.permission(),
                                false))
                        .sorted()
                        .toList(),
                List.of(),
                List.of(),
                List.of(tally(OTHER_ENVIRONMENT, 0, 1, 0), tally(HOLLOW, 0, 1, 0)),
                List.of());
    }

    /// The report with these findings in place of its own.
    static CheckReport with(CheckReport it, List<HeededFinding> findings) {
        return new CheckReport(
                it.tool(),
                it.application(),
                it.promotion(),
                it.verdict(),
                it.verdictReason(),
                it.coverage(),
                it.environments(),
                findings,
                it.unjudged(),
                it.waived(),
                it.assumptions(),
                it.rules(),
                it.stale());
    }

    private static EnvironmentSummary staging() {
        return new EnvironmentSummary(
                "staging",
                new Provenance(
                        Provenance.Kind.CAPTURE,
                        "captures/staging",
                        List.of("222222222222"),
                        List.of("eu-west-1"),
                        "arn:aws:sts::222222222222:assumed-role/envgate-reader/ci",
                        Instant.parse("2026-11-05T08:12:30Z")),
                List.of("Catalogue", "Invoices", "OrdersApi", "Payments", "Reports", "Thumbnails", "Worker"),
                List.of(),
                List.of(),
                new Origin.FileLine("envgate.yaml", 12));
    }

    private static EnvironmentSummary prod() {
        return new EnvironmentSummary(
                "prod",
                new Provenance(
                        Provenance.Kind.LIVE,
                        "account 333333333333",
                        List.of("333333333333"),
                        List.of("eu-west-1"),
                        "arn:aws:sts::333333333333:assumed-role/envgate-reader/ci",
                        Instant.parse("2026-11-05T09:00:00Z")),
                List.of("Catalogue", "Invoices", "OrdersApi", "Payments", "Thumbnails", "Worker"),
                List.of(
                        new Gap(
                                Area.FUNCTION_POLICIES,
                                "333333333333",
                                "eu-west-1",
                                "lambda",
                                "GetPolicy",
                                "",
                                "lambda:GetPolicy",
                                "AccessDeniedException"),
                        new Gap(
                                Area.ROLES,
                                "333333333333",
                                "",
                                "iam",
                                "GetRolePolicy",
                                "orders-prod-Worker",
                                "iam:GetRolePolicy",
                                "AccessDenied")),
                List.of(new Note(
                        "queue orders-prod-dead has the attribute `SqsManagedSseEnabled`, which envgate does not know",
                        new Origin.ApiCall("sqs", "GetQueueAttributes", "orders-prod-dead"))),
                new Origin.FileLine("envgate.yaml", 19));
    }

    private static List<HeededFinding> findings() {
        List<HeededFinding> findings = new ArrayList<>();
        findings.add(fresh(
                MISSING_IN_TARGET,
                "`TAX_TABLE` is set in staging and missing in prod",
                prod("Invoices", "TAX_TABLE").against("staging"),
                Trail.EMPTY
                        .then("sets TAX_TABLE", "orders-staging-invoices", "staging", call("orders-staging-invoices"))
                        .then("sets 6 variables, not TAX_TABLE", "orders-prod-invoices", "prod", call("x")),
                "Set TAX_TABLE of Invoices in prod, or declare under `variables:` that it may be missing."));
        for (String key : List.of("PAGE_SIZE", "RETRIES", "SHARD", "THEME", "ZONE")) {
            findings.add(new HeededFinding(
                    finding(
                            MISSING_IN_TARGET,
                            "`" + key + "` is set in staging and missing in prod",
                            prod("Catalogue", key).against("staging"),
                            Trail.EMPTY.then("sets " + key, "orders-staging-catalogue", "staging", call("c")),
                            MISSING_IN_TARGET.fix()),
                    !key.equals("ZONE")));
        }
        findings.add(fresh(
                OTHER_ENVIRONMENT,
                "`DB_HOST` in prod points to staging",
                prod("OrdersApi", "DB_HOST").against("staging"),
                Trail.EMPTY
                        .then("DB_HOST is a host of 51 characters", "orders-prod-api", "prod", call("orders-prod-api"))
                        .then(
                                "the host is the endpoint of a database",
                                "orders-staging",
                                "staging",
                                new Origin.ApiCall("rds", "DescribeDBInstances", ""))
                        .then(
                                "the template wires it",
                                "Resources.OrdersApi.Properties.Environment",
                                "prod",
                                new Origin.FileLine("template.yaml", 48)),
                "Wire it: `DB_HOST: !ImportValue prod-orders-DbHost`."));
        findings.add(
                fresh(
                        WITHOUT_WAY_OUT,
                        "1 of 3 subnets cannot reach secretsmanager:443",
                        new Place(
                                "prod",
                                "Payments",
                                "orders-prod-payments",
                                "",
                                "",
                                new Origin.ApiCall("lambda", "GetFunctionConfiguration", "orders-prod-payments")),
                        Trail.EMPTY
                                .then("the function runs in 3 subnets", "vpc-77", "prod", new Origin.Unknown())
                                .then(
                                        "no route of the table leads to 0.0.0.0/0",
                                        "rtb-9",
                                        "prod",
                                        new Origin.ApiCall("ec2", "DescribeRouteTables", ""))
                                .then("no endpoint of secretsmanager", "vpc-77", "prod", new Origin.Unknown())
                                .then(
                                        "3 of 3 subnets reach it through vpce-12",
                                        "vpce-12",
                                        "staging",
                                        new Origin.Unknown())
                                .assuming(Assumption.EXTERNAL_HOSTS_LISTEN),
                        "Add subnet-0c1 to a route table with a NAT gateway, or make an endpoint of secretsmanager in vpc-77."));
        findings.add(fresh(
                HOLLOW,
                "`SENTRY_DSN` is empty",
                new Place(
                        "prod",
                        "Worker",
                        "orders-prod-worker",
                        "SENTRY_DSN",
                        "",
                        new Origin.FileLine("template.yaml", 131)),
                Trail.of("SENTRY_DSN has 0 characters", "orders-prod-worker"),
                HOLLOW.fix()));
        findings.add(fresh(
                ONLY_IN_TARGET,
                "`FEATURE_X` is set in prod only",
                prod("Thumbnails", "FEATURE_X").against("staging"),
                Trail.EMPTY,
                ONLY_IN_TARGET.fix()));
        findings.add(fresh(
                ROLE_REACHES_OVER,
                "may `s3:PutObject` on a bucket of prod",
                new Place(
                        "staging",
                        "",
                        "arn:aws:iam::222222222222:role/orders-staging-Reports",
                        "",
                        "prod",
                        new Origin.ApiCall("iam", "GetRolePolicy", "orders-staging-Reports")),
                Trail.EMPTY
                        .then("allows s3:Put* on *", "WriteReports", "staging", new Origin.Unknown())
                        .then(
                                "the bucket policy lets account 222222222222 in",
                                "orders-prod-reports",
                                "prod",
                                new Origin.ApiCall("s3", "GetBucketPolicy", "orders-prod-reports"))
                        .assuming(Assumption.ORGANIZATION_POLICIES_ALLOW),
                ROLE_REACHES_OVER.fix()));
        return findings.stream()
                .sorted((one, other) -> one.finding().compareTo(other.finding()))
                .toList();
    }

    private static List<Unjudged> unjudged() {
        List<Unjudged> unjudged = new ArrayList<>();
        for (String function : List.of("Catalogue", "Invoices", "OrdersApi", "Payments")) {
            unjudged.add(new Unjudged(
                    WITHOUT_PERMISSION.id(),
                    WITHOUT_PERMISSION.code(),
                    prod(function, ""),
                    "lambda:GetPolicy: AccessDeniedException",
                    "lambda:GetPolicy",
                    false));
        }
        unjudged.add(new Unjudged(
                WITHOUT_PERMISSION.id(),
                WITHOUT_PERMISSION.code(),
                Place.of("prod"),
                "the rule itself failed",
                "",
                true));
        unjudged.add(new Unjudged(
                ROLE_REACHES_OVER.id(),
                ROLE_REACHES_OVER.code(),
                prod("Worker", ""),
                "iam:GetRolePolicy of orders-prod-Worker: AccessDenied",
                "iam:GetRolePolicy",
                false));
        return unjudged.stream().sorted().toList();
    }

    private static List<WaivedFinding> waived() {
        Finding it = finding(
                OTHER_ENVIRONMENT,
                "`LOG_BUCKET` in prod points to staging",
                prod("Worker", "LOG_BUCKET").against("staging"),
                Trail.of("the bucket belongs to staging", "orders-staging-logs"),
                OTHER_ENVIRONMENT.fix());
        return List.of(new WaivedFinding(
                it, "logs are kept in one place until the move", "platform team", LocalDate.parse("2027-01-15")));
    }

    private static Place prod(String function, String key) {
        String name = "orders-prod-" + function.toLowerCase(java.util.Locale.ROOT);
        return new Place("prod", function, name, key, "", call(name));
    }

    private static Origin call(String name) {
        return new Origin.ApiCall("lambda", "GetFunctionConfiguration", name);
    }

    private static HeededFinding fresh(Card card, String message, Place place, Trail trail, String fix) {
        return new HeededFinding(finding(card, message, place, trail, fix), false);
    }

    private static Finding finding(Card card, String message, Place place, Trail trail, String fix) {
        return new Finding(card.id(), card.code(), card.severity(), card.title(), message, place, trail, fix);
    }

    private static RuleSummary tally(Card card, int judged, int unjudged, int findings) {
        return new RuleSummary(card, judged, unjudged, findings);
    }

    private static Card card(
            String id,
            String code,
            Severity severity,
            String topic,
            String scope,
            String title,
            String why,
            String fix,
            List<Area> needs) {
        return new Card(
                id,
                code,
                severity,
                topic,
                scope,
                title,
                why,
                fix,
                needs,
                "",
                "",
                List.of(),
                List.of("https://docs.aws.amazon.com/lambda/latest/dg/welcome.html"));
    }
}
