package envgate.envs.plan.sam;

import envgate.envs.document.Document;
import envgate.envs.document.Quote;
import envgate.envs.plan.sam.Tree.Branch;
import envgate.envs.plan.template.Setting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What the parts of the macro share while one template is processed.
final class Bench {

    /// More than API Gateway takes.
    private static final long LARGEST = 8_000_000;

    private final Setting setting;
    private final Branch template;
    private final Branch written;
    private final Known known;
    private final Roles roles;
    private final Deployments deployments = new Deployments();
    private final UsagePlans plans = new UsagePlans();
    private final Map<String, Made> recordSets = new TreeMap<>();
    private final Map<String, Map<String, String>> parts = new TreeMap<>();
    private final Map<String, String> renamed = new TreeMap<>();
    private final Map<String, String> functionNames = new LinkedHashMap<>();

    /// @param template with globals merged in; its resources are replaced by what is made of them
    Bench(Branch template, Known known, Setting setting) {
        this.setting = setting;
        this.template = template;
        this.written = template.branch("Resources").copy();
        this.known = known;
        this.roles = new Roles(setting.partition());
    }

    Setting setting() {
        return setting;
    }

    /// The resources as they are written, which events may add to.
    Branch written() {
        return written;
    }

    /// The resources as they become.
    Branch resources() {
        return template.grow("Resources");
    }

    Branch conditions() {
        return template.grow("Conditions");
    }

    Known known() {
        return known;
    }

    Roles roles() {
        return roles;
    }

    Deployments deployments() {
        return deployments;
    }

    UsagePlans plans() {
        return plans;
    }

    /// Record sets that the domains of several APIs share, by their ids.
    Map<String, Made> recordSets() {
        return recordSets;
    }

    /// Names of the functions behind an API, by the API's id.
    Map<String, String> functionNames() {
        return functionNames;
    }

    String partition() {
        return setting.partition();
    }

    /// `arn:PARTITION:SERVICE:${AWS::Region}:${AWS::AccountId}:RESOURCE` for an `Fn::Sub`.
    String arn(String service, String resource) {
        return "arn:" + partition() + ":" + service + ":${AWS::Region}:${AWS::AccountId}:" + resource;
    }

    /// The description of an API that lies on the disk, as `sam package` takes it from there.
    Branch described(Tree location) {
        String name = String.valueOf(Tree.text(location));
        try {
            Path path = setting.folder().resolve(name);
            if (Files.isRegularFile(path) && Files.size(path) <= LARGEST) {
                return Document.readTemplate(name, Files.readAllBytes(path), setting.mistakes())
                        .map(Tree::of)
                        .filter(Branch.class::isInstance)
                        .map(Branch.class::cast)
                        .orElseThrow(() -> new SamMistake(location, Quote.of(name) + " describes no API", ""));
            }
        } catch (IOException | InvalidPathException _) {
            // said below
        }
        throw new SamMistake(location, "there is no file " + Quote.of(name), "");
    }

    /// Puts what was made of a resource in its place.
    ///
    /// @param referable names by which templates may refer to it, `Function.Alias`, and the types
    ///     that they stand for
    void replace(String id, List<Made> made, Map<String, String> referable) {
        resources().remove(id);
        for (Made it : made) {
            resources().put(it.id(), it.tree());
            referable.forEach((name, type) -> {
                if (it.type().equals(type)) {
                    parts.computeIfAbsent(id, _ -> new TreeMap<>()).put(name, it.id());
                }
            });
        }
    }

    void rename(String id, String other) {
        renamed.put(id, other);
    }

    /// Leads references to what has other ids now to where it is.
    void settleReferences() {
        new References(parts, renamed).settle(template);
    }
}
