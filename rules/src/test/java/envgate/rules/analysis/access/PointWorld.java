package envgate.rules.analysis.access;

import envgate.envs.model.Origin;
import envgate.envs.model.PolicyDocument;
import envgate.envs.model.Statement;
import envgate.envs.model.Statement.Condition;
import envgate.envs.model.Statement.Effect;
import envgate.envs.model.Statement.Matcher;
import envgate.envs.model.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Supplier;

/// One request of anybody, and policies that are likely to matter for it: their patterns are its words with
/// holes.
///
/// The same seed makes the same world.
record PointWorld(NaivePoint.Ask ask, Map<String, List<String>> context) {

    private static final String OWN = "111111111111";
    private static final String FOREIGN = "222222222222";

    private static final List<String> CALLERS = List.of(
            "arn:aws:iam::" + OWN + ":role/api",
            "arn:aws:sts::" + OWN + ":assumed-role/api/s1",
            "arn:aws:iam::" + OWN + ":user/ab",
            "arn:aws:iam::" + OWN + ":root",
            "lambda.amazonaws.com",
            "*");

    private static final List<String> PRINCIPALS = List.of(
            "*",
            "AWS:*",
            "AWS:" + OWN,
            "AWS:arn:aws:iam::" + OWN + ":root",
            "AWS:arn:aws:iam::" + OWN + ":role/api",
            "AWS:arn:aws:sts::" + OWN + ":assumed-role/api/s1",
            "AWS:arn:aws:sts::" + OWN + ":assumed-role/api/s2",
            "AWS:arn:aws:iam::" + OWN + ":user/ab",
            "AWS:" + FOREIGN,
            "Service:lambda.amazonaws.com",
            "Federated:accounts.google.com");

    private static final List<String> QUANTIFIERS = List.of("", "", "", "ForAllValues:", "ForAnyValue:");

    private static final Map<String, List<String>> OPERATORS = Map.of(
            "StringEquals StringNotEquals StringEqualsIgnoreCase StringNotEqualsIgnoreCase StringLike StringNotLike",
            List.of("aws:PrincipalTag/team", "aws:TagKeys", "aws:SourceVpce", "aws:username", "aws:ResourceAccount"),
            "ArnEquals ArnLike ArnNotEquals ArnNotLike",
            List.of("aws:PrincipalArn", "aws:SourceArn"),
            "NumericEquals NumericNotEquals NumericLessThan NumericLessThanEquals NumericGreaterThan"
                    + " NumericGreaterThanEquals",
            List.of("s3:max-keys"),
            "DateEquals DateNotEquals DateLessThan DateLessThanEquals DateGreaterThan DateGreaterThanEquals",
            List.of("aws:CurrentTime"),
            "IpAddress NotIpAddress",
            List.of("aws:SourceIp"),
            "Bool",
            List.of("aws:SecureTransport"),
            "BinaryEquals",
            List.of("app:Digest"),
            "Null",
            List.of("aws:PrincipalTag/team", "aws:SourceIp", "aws:PrincipalArn", "aws:username"));

    private static final Map<String, List<String>> VALUES = Map.ofEntries(
            Map.entry("aws:PrincipalTag/team", List.of("ab", "AB", "a*", "a?", "${aws:username}", "x")),
            Map.entry("aws:TagKeys", List.of("ab", "b*", "c", "", "a")),
            Map.entry("aws:SourceVpce", List.of("vpce-1", "vpce-*", "${aws:PrincipalTag/team, 'vpce-1'}")),
            Map.entry("aws:username", List.of("ab", "a*", "x")),
            Map.entry("aws:ResourceAccount", List.of(OWN, FOREIGN, "1*", "${aws:PrincipalAccount}")),
            Map.entry(
                    "aws:PrincipalArn",
                    List.of(
                            "arn:aws:iam::" + OWN + ":role/api",
                            "arn:aws:iam::*:role/*",
                            "arn:*:*:*:*:user/${*}",
                            "arn:aws:iam::*:*")),
            Map.entry(
                    "aws:SourceArn",
                    List.of("arn:aws:sns:eu-west-1:" + OWN + ":ab", "arn:aws:sns:*:*:a?", "arn:*:s3:*:*:*")),
            Map.entry("s3:max-keys", List.of("1", "10", "1.0", "-2", "10.5")),
            Map.entry(
                    "aws:CurrentTime",
                    List.of(
                            "2026-01-01T00:00:00Z",
                            "2026-01-01",
                            "1767225600",
                            "2026-06-30T12:00:00.5Z",
                            "2025-12-31")),
            Map.entry(
                    "aws:SourceIp",
                    List.of("10.0.0.0/8", "10.0.0.1", "10.0.0.1/32", "fd00::/8", "0.0.0.0/0", "fd00::1")),
            Map.entry("aws:SecureTransport", List.of("true", "false", "True")),
            Map.entry("app:Digest", List.of("QmluYXJ5", "AAEC")));

    static PointWorld of(Random random) {
        return new Maker(random).world();
    }

    private static final class Maker {

        private final Random random;
        private String resource = "";
        private String action = "";

        Maker(Random random) {
            this.random = random;
        }

        PointWorld world() {
            String caller = pick(CALLERS);
            String owner = random.nextInt(3) == 0 ? FOREIGN : OWN;
            String[] subject = pick(List.of(
                            "sqs:SendMessage arn:aws:sqs:eu-west-1:" + owner + ":ab",
                            "kms:Decrypt arn:aws:kms:eu-west-1:" + owner + ":key/ab",
                            "sts:AssumeRole arn:aws:iam::" + owner + ":role/ab",
                            "s3:GetObject arn:aws:s3:::ab/c:d/ab",
                            "dynamodb:Query arn:aws:dynamodb:eu-west-1:" + owner + ":table/ab/index/a",
                            "ec2:RunInstances arn:aws:ec2:eu-west-1:" + owner + ":instance/*"))
                    .split(" ", 2);
            action = subject[0];
            resource = subject[1];
            Policies policies = new Policies(
                    documents(2, () -> Matcher.NONE),
                    random.nextInt(4) == 0 ? documents(1, () -> Matcher.NONE) : List.of(),
                    random.nextInt(4) == 0 ? documents(1, () -> Matcher.NONE) : List.of(),
                    random.nextInt(4) > 0 ? Optional.of(document(this::principals)) : Optional.empty(),
                    random.nextInt(8) == 0 ? List.of(document(this::principals)) : List.of(),
                    levels(() -> Matcher.NONE),
                    levels(() -> new Matcher(false, List.of("*"))));
            return new PointWorld(new NaivePoint.Ask(policies, caller, owner, action, resource), context());
        }

        private List<List<PolicyDocument>> levels(Supplier<Matcher> who) {
            List<List<PolicyDocument>> levels = new ArrayList<>();
            while (random.nextInt(3) == 0) {
                List<PolicyDocument> level = new ArrayList<>(documents(2, who));
                if (random.nextInt(4) > 0) {
                    level.add(PolicyGenerator.ALLOW_ALL);
                }
                levels.add(level);
            }
            return levels;
        }

        private Map<String, List<String>> context() {
            Map<String, List<String>> context = new TreeMap<>();
            maybe(context, "aws:PrincipalTag/team", "ab", "AB", "a*");
            maybe(context, "aws:SourceVpce", "vpce-1", "vpce-2");
            maybe(context, "aws:SourceArn", "arn:aws:sns:eu-west-1:" + OWN + ":ab", "arn:aws:s3:::ab", "none");
            maybe(context, "s3:max-keys", "1", "10", "-2");
            maybe(context, "AWS:currenttime", "2026-01-01T00:00:00Z", "2026-06-30T12:00:00Z");
            maybe(context, "aws:SourceIp", "10.0.0.1", "192.168.0.1", "fd00::1");
            maybe(context, "aws:SecureTransport", "true", "false");
            maybe(context, "app:Digest", "QmluYXJ5", "AAEC");
            if (random.nextInt(3) == 0) {
                context.put(
                        "aws:TagKeys",
                        pick(List.of(List.of("ab", "b"), List.of("ab"), List.of(""), List.of("c", "x"))));
            }
            return context;
        }

        private void maybe(Map<String, List<String>> context, String key, String... values) {
            if (random.nextInt(3) > 0) {
                context.put(key, List.of(pick(List.of(values))));
            }
        }

        private List<PolicyDocument> documents(int most, Supplier<Matcher> who) {
            List<PolicyDocument> documents = new ArrayList<>();
            for (int i = random.nextInt(most); i >= 0; i--) {
                documents.add(document(who));
            }
            return documents;
        }

        private PolicyDocument document(Supplier<Matcher> who) {
            List<Statement> statements = new ArrayList<>();
            for (int i = random.nextInt(2); i >= 0; i--) {
                Effect effect = random.nextInt(8) > 0 ? Effect.ALLOW : Effect.DENY;
                Matcher principals = who.get();
                boolean not = !principals.patterns().isEmpty() && effect == Effect.DENY && random.nextInt(3) == 0;
                statements.add(new Statement(
                        "S" + i,
                        effect,
                        new Matcher(not, principals.patterns()),
                        new Matcher(random.nextInt(10) == 0, some(this::action)),
                        new Matcher(random.nextInt(10) == 0, some(this::resource)),
                        conditions(),
                        List.of()));
            }
            String version = random.nextInt(12) == 0 ? "2008-10-17" : "2012-10-17";
            return new PolicyDocument("", version, statements, new Origin.Unknown());
        }

        private Matcher principals() {
            List<String> all = new ArrayList<>();
            do {
                all.add(pick(PRINCIPALS));
            } while (random.nextInt(2) == 0);
            return new Matcher(false, all);
        }

        private List<String> some(Supplier<String> one) {
            return random.nextInt(3) > 0 ? List.of(one.get()) : List.of(one.get(), one.get());
        }

        private String action() {
            return switch (random.nextInt(6)) {
                case 0 -> "*";
                case 1 -> action.substring(0, action.indexOf(':') + 1) + "*";
                case 2 -> action.toUpperCase(Locale.ROOT);
                case 3 -> holed(action, action.indexOf(':') + 1);
                default -> action;
            };
        }

        private String resource() {
            int service = resource.indexOf(':', 8) + 1;
            return switch (random.nextInt(9)) {
                case 0, 1 -> "*";
                case 2 -> resource.substring(0, service) + "*";
                case 3 -> resource.replaceFirst(":(1|2){12}:", ":\\${aws:PrincipalAccount}:");
                case 4 -> resource.replaceFirst("ab$", "\\${aws:username, 'ab'}");
                case 5, 6 -> holed(resource, service);
                default -> resource;
            };
        }

        private String holed(String text, int from) {
            int at = from + random.nextInt(text.length() - from);
            int end = Math.min(text.length(), at + 1 + random.nextInt(6));
            String holed = text.substring(0, at) + (random.nextInt(3) == 0 ? "?" : "*") + text.substring(end);
            return random.nextInt(3) == 0 ? holed(holed, from) : holed;
        }

        private List<Condition> conditions() {
            List<Condition> all = new ArrayList<>();
            while (random.nextInt(3) == 0) {
                Map.Entry<String, List<String>> family = pick(List.copyOf(new TreeMap<>(OPERATORS).entrySet()));
                String operator = pick(List.of(family.getKey().split(" ", 0)));
                String key = pick(family.getValue());
                List<Value> values = new ArrayList<>();
                do {
                    values.add(new Value.Plain(
                            operator.equals("Null")
                                    ? pick(List.of("true", "false"))
                                    : pick(VALUES.getOrDefault(key, List.of()))));
                } while (!operator.equals("Null") && random.nextInt(3) == 0);
                boolean plain = operator.equals("Null");
                all.add(new Condition(
                        plain ? operator : pick(QUANTIFIERS) + operator + (random.nextInt(4) == 0 ? "IfExists" : ""),
                        random.nextInt(4) == 0 ? key.toUpperCase(Locale.ROOT) : key,
                        values));
            }
            return all;
        }

        private <T> T pick(List<T> all) {
            return all.get(random.nextInt(all.size()));
        }
    }
}
