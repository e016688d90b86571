package envgate.envs.declared;

import envgate.envs.document.Part;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The stages of a `serverless.yml`: those that `params` or `stages` name, and the one that is deployed by
/// default. Variables are resolved as far as the file itself goes.
///
/// See https://www.serverless.com/framework/docs/providers/aws/guide/variables and
/// https://www.serverless.com/framework/docs/guides/parameters.
final class ServerlessStages {

    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([^${}]*)}");
    private static final int DEPTH = 20;

    private final Part root;
    private final List<String> remarks = new ArrayList<>();
    private final String stage;

    private ServerlessStages(Part root, String stage) {
        this.root = root;
        this.stage = stage;
    }

    static List<DeclaredStage> of(Part root) {
        Part service = root.get("service");
        if (service.isAbsent()) {
            root.bad("there is no `service` here", "the stacks are called after it");
            return List.of();
        }
        String provider = root.get("provider").isMap()
                ? root.get("provider").get("name").text()
                : root.get("provider").text();
        if (!provider.isEmpty() && !provider.equals("aws")) {
            root.get("provider").bad("the provider is `" + provider + "`, and envgate judges `aws`");
            return List.of();
        }
        Set<String> names = new LinkedHashSet<>();
        for (String section : List.of("params", "stages")) {
            root.get(section).entries().stream()
                    .map(Part.Member::key)
                    .filter(it -> !it.equals("default"))
                    .forEach(names::add);
        }
        Part written = root.get("provider").get("stage");
        names.add(new ServerlessStages(root, "").resolved(written.text("dev")).orElse("dev"));
        List<DeclaredStage> stages = new ArrayList<>();
        names.forEach(it -> stages.add(new ServerlessStages(root, it).stage(service)));
        return stages;
    }

    private DeclaredStage stage(Part service) {
        String name = service.isMap() ? service.get("name").text() : service.text();
        Part provider = root.get("provider");
        Optional<String> called = told("the service", name);
        List<String> stacks = new ArrayList<>();
        List<String> functions = new ArrayList<>();
        if (provider.get("stackName").isAbsent()) {
            called.ifPresent(it -> stacks.add(it + "-" + stage));
        } else {
            told("`stackName`", provider.get("stackName").text()).ifPresent(stacks::add);
        }
        called.ifPresent(it -> functions.add(it + "-" + stage + "-*"));
        String region =
                told("the region", provider.get("region").text("us-east-1")).orElse("");
        String profile = provider.get("profile").isAbsent()
                ? ""
                : told("the profile", provider.get("profile").text()).orElse("");
        if (root.get("params").get(stage).isAbsent()
                && root.get("stages").get(stage).isAbsent()) {
            remarks.add("it is the default stage; stages that are given on the command line alone are not seen here");
        }
        return new DeclaredStage(stage, "", region, profile, stacks, functions, remarks, service.mark());
    }

    private Optional<String> told(String what, String written) {
        Optional<String> value = resolved(written);
        if (value.isEmpty()) {
            remarks.add(what + " is `" + written.replace("`", "'") + "`, which this file does not tell");
        }
        return value;
    }

    /// The text with its variables put in, innermost first; nothing where one of them cannot be told.
    private Optional<String> resolved(String text) {
        String rest = text;
        for (int i = 0; i < DEPTH; i++) {
            Matcher variable = VARIABLE.matcher(rest);
            if (!variable.find()) {
                return rest.contains("${") ? Optional.empty() : Optional.of(rest);
            }
            Optional<String> value = value(variable.group(1));
            if (value.isEmpty()) {
                return Optional.empty();
            }
            rest = rest.substring(0, variable.start()) + value.get() + rest.substring(variable.end());
        }
        return Optional.empty();
    }

    /// The first of the alternatives that can be told.
    private Optional<String> value(String expression) {
        for (String it : expression.split(",", -1)) {
            Optional<String> one = alternative(it.strip());
            if (one.isPresent()) {
                return one;
            }
        }
        return Optional.empty();
    }

    private Optional<String> alternative(String source) {
        if (source.length() > 1 && source.matches("'[^']*'|\"[^\"]*\"")) {
            return Optional.of(source.substring(1, source.length() - 1));
        }
        boolean ownStage =
                List.of("opt:stage", "sls:stage", "self:provider.stage").contains(source);
        if (ownStage) {
            return stage.isEmpty() ? Optional.empty() : Optional.of(stage);
        }
        if (source.startsWith("self:")) {
            return scalar(at(root, source.substring(5)));
        }
        if (source.startsWith("param:")) {
            String key = source.substring(6);
            for (String it : List.of(stage, "default")) {
                Optional<String> found = scalar(root.get("params").get(it).get(key))
                        .or(() ->
                                scalar(root.get("stages").get(it).get("params").get(key)));
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<String> scalar(Part part) {
        return part.isScalar() ? Optional.of(part.text()) : Optional.empty();
    }

    private static Part at(Part from, String path) {
        Part at = from;
        for (String step : path.split("\\.", -1)) {
            at = at.get(step);
        }
        return at;
    }
}
