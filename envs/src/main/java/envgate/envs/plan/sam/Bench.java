package envgate.envs.plan.sam;

import envgate.envs.plan.sam.Tree.Branch;
import envgate.envs.plan.template.Setting;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What the parts of the macro share while one template is processed.
final class Bench {

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
