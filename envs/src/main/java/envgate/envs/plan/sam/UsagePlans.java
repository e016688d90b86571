package envgate.envs.plan.sam;

import envgate.envs.document.Mark;
import envgate.envs.document.Quote;
import envgate.envs.plan.sam.Tree.Branch;
import envgate.envs.plan.sam.Tree.Row;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Usage plans with their keys: one for an API, or one for all that share it.
///
/// See
/// https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-property-api-apiusageplan.html.
final class UsagePlans {

    private static final String CONDITION = "SharedUsagePlanCondition";

    private final Set<String> sharing = new LinkedHashSet<>();
    private final Set<String> conditions = new LinkedHashSet<>();
    private final List<Tree> stages = new ArrayList<>();
    private final List<Tree> keyed = new ArrayList<>();
    private boolean unconditional;
    private @Nullable String deletion;
    private @Nullable String replacement;

    /// The plan of an API, its key, and what ties them; nothing where it wants none.
    List<Made> of(Written api, Tree written, Made stage, Branch allConditions) {
        if (!(written instanceof Branch plan)) {
            throw new SamMistake(written, "`UsagePlan` has properties, and this has none", "");
        }
        Mark mark = plan.mark();
        String wanted = String.valueOf(plan.text("CreateUsagePlan"));
        Branch own = Branch.of(mark, "ApiId", Intrinsic.ref(api.id(), mark), "Stage", stage.ref());
        Branch key = Branch.of(mark, "RestApiId", Intrinsic.ref(api.id(), mark), "StageName", stage.ref());
        return switch (wanted) {
            case "NONE" -> List.of();
            case "PER_API" ->
                made(api.id(), plan, api.passed(), Row.of(mark, api.id()), Row.of(mark, own), Row.of(mark, key));
            case "SHARED" -> {
                sharing.add(api.id());
                addNew(stages, own);
                addNew(keyed, key);
                Branch attributes = attributes(api, allConditions);
                yield made(
                        "Serverless",
                        plan,
                        attributes,
                        new Row(mark).addAll(sharing),
                        new Row(mark).addAll(stages),
                        new Row(mark).addAll(keyed));
            }
            default ->
                throw new SamMistake(
                        plan, "`CreateUsagePlan` is one of " + Quote.of(List.of("PER_API", "SHARED", "NONE")), "");
        };
    }

    private static void addNew(List<Tree> all, Tree one) {
        if (!all.contains(one)) {
            all.add(one);
        }
    }

    private static List<Made> made(String prefix, Branch written, Branch attributes, Row apis, Row stages, Row keys) {
        Mark mark = written.mark();
        Made plan = new Made(prefix + "UsagePlan", "AWS::ApiGateway::UsagePlan", mark, attributes.copy());
        plan.dependsOn(apis);
        plan.put("ApiStages", stages);
        for (String it : List.of("UsagePlanName", "Description", "Quota", "Tags", "Throttle")) {
            plan.put(it, written.given(it));
        }
        Made key = new Made(prefix + "ApiKey", "AWS::ApiGateway::ApiKey", mark, attributes.copy());
        key.dependsOn(List.of(plan.id()));
        key.put("Enabled", true).put("StageKeys", keys);
        Made tie = new Made(prefix + "UsagePlanKey", "AWS::ApiGateway::UsagePlanKey", mark, attributes.copy());
        tie.dependsOn(List.of(key.id()));
        tie.put("KeyId", key.ref()).put("KeyType", "API_KEY").put("UsagePlanId", plan.ref());
        return List.of(plan, key, tie);
    }

    /// What stands beside the shared plan: the strictest of what the APIs have.
    private Branch attributes(Written api, Branch allConditions) {
        deletion = stricter(deletion, api.body().text("DeletionPolicy"));
        replacement = stricter(replacement, api.body().text("UpdateReplacePolicy"));
        String condition = api.body().text("Condition");
        if (condition == null) {
            unconditional = true;
            allConditions.remove(CONDITION);
        } else if (!unconditional && conditions.add(condition)) {
            allConditions.put(
                    CONDITION,
                    conditions.size() == 1 ? condition : Intrinsic.any(List.copyOf(conditions), allConditions.mark()));
        }
        return Branch.of(
                api.mark(),
                "DeletionPolicy",
                deletion,
                "UpdateReplacePolicy",
                replacement,
                "Condition",
                conditions.isEmpty() || unconditional ? null : CONDITION);
    }

    private static @Nullable String stricter(@Nullable String one, @Nullable String other) {
        if (other == null) {
            return one;
        }
        boolean stricter = other.equals("Retain") || (other.equals("Snapshot") && "Delete".equals(one));
        return one == null || stricter ? other : one;
    }
}
