package envgate.envs.plan.sam;

import envgate.envs.document.Mark;
import envgate.envs.plan.sam.Tree.Branch;
import envgate.envs.plan.sam.Tree.Row;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Writes the resource policy of a REST API: which accounts, addresses and networks may call it.
///
/// See
/// https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-property-api-resourcepolicystatement.html.
final class ResourcePolicies {

    private static final String KEY = "x-amazon-apigateway-policy";

    private final ApiBody body;

    ResourcePolicies(ApiBody body) {
        this.body = body;
    }

    private Branch policy() {
        return body.doc().grow(KEY);
    }

    /// Adds what is said about one path.
    void add(Branch written, String path, Tree stage) {
        policy();
        Row resources = resources(path, stage);
        accounts(written.given("AwsAccountWhitelist"), "Allow", resources);
        accounts(written.given("AwsAccountBlacklist"), "Deny", resources);
        addresses(written.given("IpRangeWhitelist"), "NotIpAddress", resources);
        addresses(written.given("IpRangeBlacklist"), "IpAddress", resources);
        networks(written, "Blacklist", "StringEquals", resources);
        networks(written, "Whitelist", "StringNotEquals", resources);
    }

    void addCustom(@Nullable Tree statements) {
        if (statements == null || !statements.counts()) {
            return;
        }
        Branch policy = policy();
        policy.put("Version", "2012-10-17");
        if (policy.get("Statement") == null) {
            policy.put("Statement", statements.copy());
            return;
        }
        Row all = all();
        Tree.items(statements).forEach(it -> all.addNew(it.copy()));
    }

    private Row resources(String path, Tree stage) {
        Row resources = new Row(stage.mark());
        String shown = ApiBody.inArn(path);
        for (Branch item : body.items(path)) {
            for (String it : item.members().keySet()) {
                boolean any = it.equalsIgnoreCase("any") || it.equalsIgnoreCase(ApiBody.ANY);
                String method = any ? "*" : it.toUpperCase(Locale.ROOT);
                resources.add(Intrinsic.sub(
                        "execute-api:/${__Stage__}/" + method + shown,
                        Branch.of(stage.mark(), "__Stage__", stage.copy())));
            }
        }
        return resources;
    }

    private static Branch statement(String effect, Row resources, Object principal) {
        return Branch.of(
                resources.mark(),
                "Effect",
                effect,
                "Action",
                "execute-api:Invoke",
                "Resource",
                resources.copy(),
                "Principal",
                principal);
    }

    private void accounts(@Nullable Tree accounts, String effect, Row resources) {
        if (accounts == null) {
            return;
        }
        Row listed = new Row(accounts.mark()).addAll(Tree.items(accounts));
        Branch statement = statement(effect, resources, Branch.of(accounts.mark(), "AWS", listed.copy()));
        policy().put("Version", "2012-10-17");
        if (policy().get("Statement") == null) {
            policy().put("Statement", statement);
        } else {
            all().add(statement);
        }
    }

    private void addresses(@Nullable Tree ranges, String operator, Row resources) {
        if (ranges == null) {
            return;
        }
        Mark mark = ranges.mark();
        Row listed = new Row(mark).addAll(Tree.items(ranges));
        deny(Branch.of(mark, operator, Branch.of(mark, "aws:SourceIp", listed.copy())), resources);
    }

    private void networks(Branch written, String list, String operator, Row resources) {
        Row vpcs = new Row(written.mark());
        Row endpoints = new Row(written.mark());
        for (Tree it : written.items("SourceVpc" + list)) {
            String text = String.valueOf(Tree.text(it));
            if (text.startsWith("vpce-")) {
                endpoints.add(it);
            } else if (text.startsWith("vpc-")) {
                vpcs.add(it);
            }
        }
        vpcs.addAll(written.items("IntrinsicVpc" + list));
        endpoints.addAll(written.items("IntrinsicVpce" + list));
        Branch keys = Branch.of(
                written.mark(),
                "aws:SourceVpc",
                vpcs.counts() ? vpcs : null,
                "aws:SourceVpce",
                endpoints.counts() ? endpoints : null);
        if (!keys.isEmpty()) {
            deny(Branch.of(written.mark(), operator, keys), resources);
        }
    }

    /// Lets everybody in but for whom a condition holds.
    private void deny(Branch condition, Row resources) {
        policy().put("Version", "2012-10-17");
        for (Branch it : List.of(
                statement("Allow", resources, "*"),
                statement("Deny", resources, "*").put("Condition", condition))) {
            all().addNew(it);
        }
    }

    private Row all() {
        if (policy().get("Statement") instanceof Row row) {
            return row;
        }
        Row row = new Row(policy().mark()).addAll(policy().items("Statement"));
        policy().put("Statement", row);
        return row;
    }
}
