package envgate.envs.source.capture;

import envgate.envs.model.Belongings;
import envgate.envs.model.Export;
import envgate.envs.model.LambdaFunction;
import envgate.envs.model.Network;
import envgate.envs.model.OrganizationPolicy;
import envgate.envs.model.Provenance;
import envgate.envs.model.Resource;
import envgate.envs.model.Role;
import envgate.envs.model.Snapshot;
import envgate.envs.model.TargetGroup;
import envgate.envs.model.Trigger;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/// Reads what AWS answered, live or recorded, as a snapshot.
///
/// What was refused, was never asked or is not what AWS would send becomes a gap; the rest is read. The
/// order of answers, and of what they list, means nothing.
public final class CaptureDecoder {
    private CaptureDecoder() {}

    /// @param redacted has passed [Redaction]
    /// @param source for people: `account 111111111111`, `captures/prod`
    public static Snapshot decode(Recording redacted, Provenance.Kind kind, String source) {
        Ledger ledger = new Ledger(redacted);
        Answers answers = new Answers(redacted, ledger);
        StackReader stacks = new StackReader(answers);
        Ownership ownership = new Ownership(redacted.selection(), answers, stacks);
        FunctionReader functionReader = new FunctionReader(answers, ownership);
        List<LambdaFunction> functions = functionReader.read();
        List<Resource> resources = new ArrayList<>();
        resources.addAll(new StoreReader(answers, ownership).read());
        resources.addAll(new VaultReader(answers, ownership).read());
        resources.addAll(new DatabaseReader(answers, ownership).read());
        resources.addAll(new CacheReader(answers, ownership).read());
        resources.addAll(new DomainReader(answers, ownership).read());
        resources.addAll(new BalancerReader(answers, ownership).read());
        ClassicReader classic = new ClassicReader(answers, ownership);
        resources.addAll(classic.read());
        List<TargetGroup> targetGroups = new ArrayList<>(new TargetReader(answers).read());
        targetGroups.addAll(classic.groups());
        ApiReader apis = new ApiReader(answers, ownership);
        resources.addAll(apis.apis());
        List<Role> roles = new RoleReader(answers, ownership).read();
        Network network = new NetworkReader(answers, targetGroups).read();
        List<OrganizationPolicy> organization = new OrganizationReader(answers).read();
        List<Export> exports = stacks.exports(ownership);
        Belongings belongings = ownership.belongings();
        List<Trigger> triggers = new TriggerReader(answers, functionReader).read(apis, belongings);
        Coverage.close(answers);
        answers.close();
        Planned planned = redacted.planned();
        Snapshot snapshot = new Snapshot(
                redacted.environment(),
                provenance(redacted, answers, planned == null ? kind : Provenance.Kind.PLANNED, source),
                functions,
                ownership.stacks(),
                exports,
                triggers,
                resources,
                network,
                roles,
                organization,
                belongings,
                ledger.gaps(),
                ledger.notes(),
                planned == null ? null : planned.outlook());
        return planned == null ? snapshot : PlannedOrigins.in(snapshot, planned);
    }

    private static Provenance provenance(Recording recording, Answers answers, Provenance.Kind kind, String source) {
        List<String> accounts = new ArrayList<>(recording.accounts());
        List<String> regions = new ArrayList<>(recording.regions());
        for (Site it : answers.regional()) {
            if (!it.account().isEmpty()) {
                accounts.add(it.account());
            }
            if (!it.region().isEmpty() && !regions.contains(it.region())) {
                regions.add(it.region());
            }
        }
        return new Provenance(kind, source, accounts, regions, caller(recording, answers), recording.takenAt());
    }

    private static String caller(Recording recording, Answers answers) {
        if (!recording.caller().isEmpty()) {
            return recording.caller();
        }
        List<String> callers = new ArrayList<>();
        for (Site site : answers.sites(Operation.STS_GET_CALLER_IDENTITY)) {
            for (Answer it : answers.all(Operation.STS_GET_CALLER_IDENTITY, site)) {
                if (it.outcome() instanceof Answer.Response(JsonNode body)) {
                    callers.add(body.path("Arn").asString(""));
                }
            }
        }
        return callers.stream().sorted().findFirst().orElse("");
    }
}
