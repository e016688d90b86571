package envgate.envs.model;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One environment as seen at one moment, or as a plan would leave it.
///
/// @param functions the environment's own
/// @param stacks the environment's own
/// @param exports all of the account and region, whoever made them
/// @param resources all of the accounts; `belongings` tells which are the environment's own
/// @param roles all of the accounts
/// @param gaps what could not be seen
/// @param notes what was seen but is not held
/// @param outlook what the plan says besides; null when no plan made it
public record Snapshot(
        String environment,
        Provenance provenance,
        List<LambdaFunction> functions,
        List<Stack> stacks,
        List<Export> exports,
        List<Trigger> triggers,
        List<Resource> resources,
        Network network,
        List<Role> roles,
        List<OrganizationPolicy> organizationPolicies,
        Belongings belongings,
        List<Gap> gaps,
        List<Note> notes,
        @Nullable Outlook outlook) {

    public Snapshot {
        functions = functions.stream().sorted().toList();
        stacks = stacks.stream().sorted().toList();
        exports = exports.stream().sorted().toList();
        triggers = triggers.stream()
                .sorted(java.util.Comparator.comparing(Trigger::toString))
                .toList();
        resources = resources.stream().sorted().toList();
        roles = roles.stream().sorted().toList();
        organizationPolicies = List.copyOf(organizationPolicies);
        gaps = gaps.stream().sorted().distinct().toList();
        notes = List.copyOf(notes);
    }

    /// What plans of Terraform put out; nothing where no plan says it, for AWS does not know.
    public List<Outlook.Output> terraformOutputs() {
        return outlook == null ? List.of() : outlook.outputs();
    }

    /// The gap that hides all of an area, if there is one.
    public Optional<Gap> gapIn(Area area) {
        return gaps.stream().filter(it -> it.area() == area && it.isWhole()).findFirst();
    }

    /// The gap that hides all of an area, or this one thing (name, id or ARN) in it.
    public Optional<Gap> gapIn(Area area, String resource) {
        return gaps.stream()
                .filter(it ->
                        it.area() == area && (it.isWhole() || it.resource().equals(resource)))
                .findFirst();
    }

    /// Every gap in an area, whole or of one thing.
    public List<Gap> gapsIn(Area area) {
        return gaps.stream().filter(it -> it.area() == area).toList();
    }

    /// The function with this name or ARN (a qualifier behind the ARN is ignored).
    public Optional<LambdaFunction> function(String nameOrArn) {
        return functions.stream()
                .filter(it -> it.name().equals(nameOrArn)
                        || (nameOrArn.contains(it.name()) && (nameOrArn + ":").startsWith(it.arn() + ":")))
                .findFirst();
    }

    public Optional<Role> role(String arn) {
        return roles.stream()
                .filter(it ->
                        arn.endsWith(it.arn().resource()) && it.arn().toString().equals(arn))
                .findFirst();
    }

    public Snapshot with(Network other) {
        return new Snapshot(
                environment,
                provenance,
                functions,
                stacks,
                exports,
                triggers,
                resources,
                other,
                roles,
                organizationPolicies,
                belongings,
                gaps,
                notes,
                outlook);
    }

    public Snapshot withFunctions(List<LambdaFunction> others) {
        return new Snapshot(
                environment,
                provenance,
                others,
                stacks,
                exports,
                triggers,
                resources,
                network,
                roles,
                organizationPolicies,
                belongings,
                gaps,
                notes,
                outlook);
    }
}
