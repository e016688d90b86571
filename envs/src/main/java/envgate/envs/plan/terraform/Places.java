package envgate.envs.plan.terraform;

import envgate.envs.document.Mistakes;
import envgate.envs.document.Node;
import envgate.envs.document.Quote;
import envgate.envs.model.Arn;
import envgate.envs.source.capture.Recording;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// Which account and region the resources of a plan lie in: as their own ARNs say, else as their provider's
/// configuration does, else as the environment does.
final class Places {

    private static final String MAIN = "aws";

    private final Node plan;
    private final Configuration configuration;
    private final Recording live;
    private final Mistakes mistakes;
    private final Map<String, Set<String>> accounts = new HashMap<>();
    private final Map<String, Set<String>> regions = new HashMap<>();
    private boolean said;

    Places(Node plan, Configuration configuration, List<ResourceChange> changes, Recording live, Mistakes mistakes) {
        this.plan = plan;
        this.configuration = configuration;
        this.live = live;
        this.mistakes = mistakes;
        for (ResourceChange it : changes) {
            arn(it).ifPresent(arn -> {
                note(accounts, provider(it), arn.account());
                note(regions, provider(it), arn.region());
            });
        }
        read("prior_state");
    }

    private static void note(Map<String, Set<String>> into, String provider, String word) {
        if (!word.isEmpty() && !word.equals("aws")) {
            into.computeIfAbsent(provider, _ -> new TreeSet<>()).add(word);
        }
    }

    /// Who Terraform was when it read its data sources.
    private void read(String state) {
        for (Node it : Tree.items(plan, state, "values", "root_module", "resources")) {
            String provider = Tree.items(configuration.root(), "root_module", "resources").stream()
                    .filter(one -> Tree.text(one, "address")
                            .equals(Tree.text(it, "address").replaceAll("\\[[^\\[\\]]*]$", "")))
                    .map(one -> Tree.text(one, "provider_config_key"))
                    .findFirst()
                    .orElse(MAIN);
            switch (Tree.text(it, "type")) {
                case "aws_caller_identity" -> note(accounts, provider, Tree.text(it, "values", "account_id"));
                case "aws_region" ->
                    note(
                            regions,
                            provider,
                            Tree.text(it, "values", "region").isEmpty()
                                    ? Tree.text(it, "values", "name")
                                    : Tree.text(it, "values", "region"));
                default -> {}
            }
        }
    }

    private String provider(ResourceChange change) {
        String provider = configuration.provider(change);
        return provider.isEmpty() ? MAIN : provider;
    }

    /// The ARN of a resource itself.
    private static Optional<Arn> arn(ResourceChange change) {
        return Names.known(change.before(), "arn")
                .or(() -> Names.known(change.after(), "arn"))
                .flatMap(Arn::parse);
    }

    /// Where a resource lies; nothing when that is no place of the environment.
    Optional<Place> of(ResourceChange change) {
        String provider = provider(change);
        boolean main = !provider.contains(".") || provider.endsWith(":" + MAIN);
        Optional<String> account = account(change, provider);
        Optional<String> region = region(change, provider);
        boolean otherAccount = account.isPresent() && !live.accounts().contains(account.get());
        boolean global = change.type().startsWith("aws_iam_");
        boolean otherRegion = !global && region.isPresent() && !live.regions().contains(region.get());
        if (main && (otherAccount || otherRegion)) {
            accuse(change, account, region, otherAccount);
        }
        if (otherAccount || otherRegion) {
            return Optional.empty();
        }
        Optional<String> there = account.or(() -> only(live.accounts()));
        Optional<String> where = region.filter(live.regions()::contains)
                .or(() -> only(live.regions()))
                .or(() -> global ? live.regions().stream().findFirst() : Optional.empty());
        if (there.isEmpty() || where.isEmpty()) {
            if (!said) {
                said = true;
                mistakes.add(
                        change.mark(),
                        "it is not clear which account and region this plan is for",
                        "the environment has the accounts " + Quote.of(live.accounts()) + " and the regions "
                                + Quote.of(live.regions()) + ", write one `region` into the provider's configuration");
            }
            return Optional.empty();
        }
        return Optional.of(Place.of(there.get(), where.get()));
    }

    private void accuse(
            ResourceChange change, Optional<String> account, Optional<String> region, boolean otherAccount) {
        if (!said) {
            said = true;
            mistakes.add(
                    change.mark(),
                    "this plan is for the " + (otherAccount ? "account " : "region ")
                            + Quote.of((otherAccount ? account : region).orElse("")) + ", as "
                            + Quote.of(change.address()) + " shows, and " + Quote.of(live.environment()) + " is in "
                            + Quote.of(otherAccount ? live.accounts() : live.regions()),
                    "take the plan of this environment");
        }
    }

    private static Optional<String> only(List<String> list) {
        return list.size() == 1 ? Optional.of(list.getFirst()) : Optional.empty();
    }

    private Optional<String> account(ResourceChange change, String provider) {
        return arn(change)
                .map(Arn::account)
                .filter(it -> it.matches("[0-9]{12}"))
                .or(() -> only(declaredAccounts(provider)))
                .or(() -> only(new ArrayList<>(accounts.getOrDefault(provider, Set.of()))));
    }

    /// https://registry.terraform.io/providers/hashicorp/aws/latest/docs#argument-reference.
    private List<String> declaredAccounts(String provider) {
        Optional<Node> expressions = Tree.get(configuration.root(), "provider_config", provider, "expressions");
        TreeSet<String> found = new TreeSet<>();
        for (Node it : expressions.map(one -> Tree.items(one, "assume_role")).orElse(List.of())) {
            String role = Tree.text(it, "role_arn", "constant_value");
            if (role.matches("arn:[a-z-]+:iam::[0-9]{12}:.*")) {
                found.add(role.split(":", 6)[4]);
            }
        }
        if (found.isEmpty()) {
            expressions
                    .map(one -> Tree.items(one, "allowed_account_ids", "constant_value"))
                    .orElse(List.of())
                    .forEach(it -> found.add(it instanceof Node.Text text ? text.value() : ""));
        }
        return new ArrayList<>(found);
    }

    private Optional<String> region(ResourceChange change, String provider) {
        return Names.known(change.after(), "region")
                .filter(it -> it.matches("[a-z]{2}(-[a-z]+)+-[0-9]"))
                .or(() -> arn(change).map(Arn::region).filter(it -> !it.isEmpty()))
                .or(() -> declaredRegion(provider))
                .or(() -> only(new ArrayList<>(regions.getOrDefault(provider, Set.of()))));
    }

    private Optional<String> declaredRegion(String provider) {
        Optional<Node> expression =
                Tree.get(configuration.root(), "provider_config", provider, "expressions", "region");
        Optional<String> constant =
                expression.map(it -> Tree.text(it, "constant_value")).filter(it -> !it.isEmpty());
        return constant.or(() -> expression
                .map(Configuration::references)
                .filter(it -> it.size() == 1 && it.getFirst().startsWith("var."))
                .map(it -> Tree.text(plan, "variables", it.getFirst().substring("var.".length()), "value"))
                .filter(it -> !it.isEmpty()));
    }
}
