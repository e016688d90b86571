package envgate.rules.analysis.links;

import envgate.envs.model.Arn;
import envgate.rules.analysis.links.Mention.Form;
import envgate.rules.analysis.links.Thing.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Takes a value apart into the things that it names: lists, JSON, connection strings and URLs included.
final class Mentions {

    private static final Pattern DYNAMIC =
            Pattern.compile("\\{\\{\\s*resolve:(ssm|ssm-secure|secretsmanager):([^}]+?)\\s*}}");
    private static final Pattern JSON_MEMBER =
            Pattern.compile("(?:\"((?:[^\"\\\\]|\\\\.)*)\"\\s*:\\s*)?\"((?:[^\"\\\\]|\\\\.)*)\"");
    private static final Pattern SEPARATOR = Pattern.compile("[\\s,;|]+");
    private static final Pattern ASSIGNMENT = Pattern.compile("([A-Za-z_][A-Za-z0-9_.-]*)=(.+)");
    private static final Pattern ACCOUNT = Pattern.compile("(?<![0-9])[0-9]{12}(?![0-9])");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._/:@-]*");
    private static final Pattern PATH = Pattern.compile("/[A-Za-z0-9_.-]+(?:/[A-Za-z0-9_.-]+)*/?");
    private static final Pattern ID =
            Pattern.compile("(vpc|subnet|sg|vpce|eni|rtb|igw|nat|acl|fs|fsap|tgw|pcx)-[A-Za-z0-9-]+"
                    + "|[a-z]{2}(?:-gov)?-[a-z]+-\\d_[A-Za-z0-9]+");

    /// Roots of files in the sandbox of a function, which look like paths of parameters.
    private static final Pattern FILE =
            Pattern.compile("/(?:opt|tmp|var|etc|usr|mnt|bin|lib|lib64|home|root|dev|proc|sys|sbin|app|srv)(?:/.*)?");

    private final Predicate<String> parameterRoot;
    private final boolean parametersUnseen;

    /// @param parameterRoot whether parameters lie under `/orders`, the first part of a path
    /// @param parametersUnseen whether there may be parameters that were not seen
    Mentions(Predicate<String> parameterRoot, boolean parametersUnseen) {
        this.parameterRoot = parameterRoot;
        this.parametersUnseen = parametersUnseen;
    }

    List<Mention> of(String key, String value) {
        List<Mention> mentions = new ArrayList<>();
        String text = value.strip();
        Matcher dynamic = DYNAMIC.matcher(text);
        while (dynamic.find()) {
            mentions.add(dynamic(dynamic.group(1), dynamic.group(2)));
        }
        if (!mentions.isEmpty() || text.isEmpty()) {
            return mentions;
        }
        if (isJson(text)) {
            Matcher member = JSON_MEMBER.matcher(text);
            while (member.find()) {
                String inner = member.group(1) == null ? key : member.group(1);
                list(KeyWords.of(inner), member.group(2).replace("\\/", "/"), mentions);
            }
        } else {
            list(KeyWords.of(key), text, mentions);
        }
        return mentions;
    }

    private static boolean isJson(String text) {
        return (text.startsWith("{") && text.endsWith("}")) || (text.startsWith("[") && text.endsWith("]"));
    }

    private static Mention dynamic(String service, String text) {
        String[] parts = text.split(":", -1);
        if (!service.equals("secretsmanager")) {
            return parameter(Form.PATH, parts[0]);
        }
        if (text.startsWith("arn:")) {
            String[] arn = text.split(":", 8);
            String whole = String.join(":", List.of(arn).subList(0, Math.min(7, arn.length)));
            return Arn.parse(whole).map(Mentions::arn).orElseGet(() -> name(Kind.SECRET, text));
        }
        return name(Kind.SECRET, parts[0]);
    }

    private void list(KeyWords key, String text, List<Mention> mentions) {
        String[] pieces = SEPARATOR.split(text, -1);
        boolean prose = pieces.length > 1 && text.matches("(?s).*[A-Za-z0-9.!?]\\s+[A-Za-z0-9].*");
        for (String raw : pieces) {
            String piece = trimmed(raw);
            KeyWords words = key;
            Matcher assignment = ASSIGNMENT.matcher(piece);
            boolean assigned = !piece.contains("://") && assignment.matches();
            if (assigned) {
                words = KeyWords.of(assignment.group(1));
                piece = trimmed(assignment.group(2));
            }
            Optional<Mention> mention = piece(words, piece);
            mention.filter(it -> !prose || it.form() != Form.NAME).ifPresent(mentions::add);
        }
    }

    private static String trimmed(String text) {
        int start = 0;
        int end = text.length();
        while (start < end && "\"'([<`".indexOf(text.charAt(start)) >= 0) {
            start++;
        }
        while (end > start && "\"')]>`.".indexOf(text.charAt(end - 1)) >= 0) {
            end--;
        }
        return text.substring(start, end);
    }

    private Optional<Mention> piece(KeyWords key, String text) {
        if (text.isEmpty() || text.equals("***")) {
            return Optional.empty();
        } else if (text.startsWith("arn:")) {
            return Arn.parse(text).map(Mentions::arn);
        } else if (text.contains("://")) {
            return Urls.read(text);
        } else if (text.startsWith("/")) {
            return path(key, text);
        } else if (ACCOUNT.matcher(text).matches()) {
            return Optional.of(new Mention(Form.ACCOUNT, Kind.ACCOUNT, List.of(), text, "", ""));
        } else if (ID.matcher(text).matches()) {
            return Optional.of(new Mention(Form.ID, idKind(text), List.of(Identity.id(text)), "", "", text));
        } else if (text.startsWith("alias/")) {
            return Optional.of(name(Kind.KEY, text));
        }
        Optional<Mention> host = Urls.host(key, text);
        return host.isPresent() ? host : bare(key, text);
    }

    static boolean isId(String text) {
        return ID.matcher(text).matches();
    }

    private static Kind idKind(String id) {
        return switch (id.substring(0, id.indexOf('-'))) {
            case "vpc" -> Kind.VPC;
            case "subnet" -> Kind.SUBNET;
            case "sg" -> Kind.SECURITY_GROUP;
            case "vpce" -> Kind.VPC_ENDPOINT;
            default -> Kind.OUTPUT;
        };
    }

    private Optional<Mention> path(KeyWords key, String text) {
        if (!PATH.matcher(text).matches()) {
            return Optional.empty();
        }
        if (text.startsWith("/aws/reference/secretsmanager/")) {
            return Optional.of(name(Kind.SECRET, text.substring("/aws/reference/secretsmanager/".length())));
        }
        // https://docs.aws.amazon.com/systems-manager/latest/userguide/parameter-store-public-parameters.html
        if (text.startsWith("/aws/service/")) {
            return Optional.of(new Mention(Form.PATH, Kind.OTHER, List.of(), "", "", ""));
        }
        int second = text.indexOf('/', 1);
        String root = second < 0 ? text : text.substring(0, second);
        boolean deep = second > 0 && second < text.length() - 1;
        boolean file = FILE.matcher(text).matches() || text.startsWith("/aws/");
        if (key.namesParameter() || parameterRoot.test(root) || (parametersUnseen && deep && !file)) {
            return Optional.of(parameter(Form.PATH, text));
        }
        return text.startsWith("/aws/")
                ? Optional.of(new Mention(Form.PATH, Kind.OTHER, List.of(), "", "", text))
                : Optional.empty();
    }

    private static Mention parameter(Form form, String name) {
        String path = name.length() > 1 && name.endsWith("/") ? name.substring(0, name.length() - 1) : name;
        return new Mention(
                form,
                Kind.PARAMETER,
                List.of(Identity.name(Kind.PARAMETER, path), Identity.directory(path)),
                "",
                "",
                path);
    }

    private static Optional<Mention> bare(KeyWords key, String text) {
        if (!NAME.matcher(text).matches() || text.length() < 2) {
            return Optional.empty();
        }
        Matcher account = ACCOUNT.matcher(text);
        String owner = account.find() ? account.group() : "";
        Kind kind = key.kind().orElse(Kind.NAME);
        Mention mention = kind == Kind.PARAMETER ? parameter(Form.NAME, text) : name(kind, text);
        return Optional.of(
                new Mention(mention.form(), mention.kind(), mention.identities(), owner, "", mention.spelled()));
    }

    static Mention name(Kind kind, String text) {
        List<String> keys = switch (kind) {
            case BUCKET -> {
                String bucket = text.contains("/") ? text.substring(0, text.indexOf('/')) : text;
                yield List.of(Identity.bucket(bucket));
            }
            case NAME ->
                List.of(
                        Identity.bucket(text),
                        Identity.name(Kind.QUEUE, text),
                        Identity.name(Kind.TOPIC, text),
                        Identity.name(Kind.TABLE, text),
                        Identity.name(Kind.SECRET, text),
                        Identity.name(Kind.DATABASE, text),
                        Identity.name(Kind.CACHE, text),
                        Identity.name(Kind.FUNCTION, text),
                        Identity.name(Kind.STACK, text),
                        Identity.output(text));
            default -> List.of(Identity.name(kind, text));
        };
        return new Mention(Form.NAME, kind, keys, "", "", text);
    }

    static Mention arn(Arn arn) {
        Kind kind = Arns.kind(arn);
        List<String> keys = new ArrayList<>(Arns.identities(arn));
        keys.add(Identity.output(arn.toString()));
        String account = ACCOUNT.matcher(arn.account()).matches() ? arn.account() : "";
        if (account.isEmpty()) {
            Matcher inside = ACCOUNT.matcher(arn.resource());
            account = inside.find() ? inside.group() : "";
        }
        return new Mention(Form.ARN, kind, keys, account, arn.region(), arn.resource());
    }

    /// The first 12-digit number in a text, empty when there is none.
    static String account(String text) {
        Matcher account = ACCOUNT.matcher(text);
        return account.find() ? account.group() : "";
    }

    static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
