package envgate.rules.analysis.access;

import envgate.envs.model.Area;
import envgate.envs.model.OrganizationPolicy;
import envgate.envs.model.PolicyDocument;
import envgate.envs.model.Snapshot;
import envgate.rules.finding.Missing;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// What an organization lets an account do, or lets be done to it: every level must allow.
///
/// See https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps_evaluation.html. Where no
/// policy exists and none is unseen, none applies.
///
/// @param levels one for each root, unit or account that policies are attached to
/// @param unseen what of it could not be read; it could only take access away
record Controls(List<Layer> levels, List<Missing> unseen) {

    static final Controls NONE = new Controls(List.of(), List.of());

    Controls {
        levels = List.copyOf(levels);
        unseen = List.copyOf(unseen);
    }

    static Controls of(Snapshot snapshot, String account, OrganizationPolicy.Kind kind) {
        SortedMap<String, List<PolicyDocument>> targets = new TreeMap<>();
        for (OrganizationPolicy it : snapshot.organizationPolicies()) {
            if (it.kind() == kind && it.account().equals(account)) {
                targets.computeIfAbsent(it.level() + " " + it.target(), _ -> new ArrayList<>())
                        .addAll(it.documents());
            }
        }
        List<Layer> levels = targets.entrySet().stream()
                .filter(it -> !it.getValue().isEmpty())
                .map(it -> Layer.of(words(kind, it.getKey()), Layer.Kind.CONTROL, it.getValue(), List.of()))
                .toList();
        List<Missing> unseen = snapshot.gapsIn(Area.ORGANIZATION_POLICIES).stream()
                .filter(it -> it.account().isEmpty() || it.account().equals(account))
                .map(Missing::of)
                .toList();
        return new Controls(levels, unseen);
    }

    private static String words(OrganizationPolicy.Kind kind, String key) {
        String target = key.substring(key.indexOf(' ') + 1);
        return switch (kind) {
            case SERVICE_CONTROL_POLICY -> "the service control policies of `" + target + "`";
            case RESOURCE_CONTROL_POLICY -> "the resource control policies of `" + target + "`";
        };
    }
}
