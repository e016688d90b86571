package envgate.envs.moto;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/// The sample application `orders` in dev, staging and prod, three accounts of an emulator: what the integration tests
/// judge, and what the captures that ship with envgate were recorded from.
public final class OrdersApplication {

    private static final int RANDOM_SEED = 42;

    /// Which of the twins.
    public enum Variant {
        /// Nothing is wrong.
        HEALTHY,
        /// Everything of [#faults()] is wrong, and nothing else.
        FAULTY
    }

    private OrdersApplication() {}

    /// Makes the application in an emulator that has none yet.
    public static void seed(MotoServer server, Variant variant) {
        server.seedRandom(RANDOM_SEED);
        OrdersEnvironment dev = make(server, Stage.DEV, variant);
        OrdersEnvironment staging = make(server, Stage.STAGING, variant);
        OrdersEnvironment prod = make(server, Stage.PROD, variant);
        if (variant == Variant.FAULTY) {
            OrdersFaults.make(new OrdersFaults.Environments(dev, staging, prod));
        }
    }

    private static OrdersEnvironment make(MotoServer server, Stage stage, Variant variant) {
        boolean behind = variant == Variant.FAULTY && stage == Stage.PROD;
        Set<String> parts = behind ? Set.of() : new TreeSet<>(OrdersFaults.PARTS_NEW_IN_STAGING);
        String assetsUrl = behind ? OrdersFaults.LONG_ASSETS_URL : "https://assets." + stage.shopHost() + "/orders";
        return OrdersEnvironment.make(server, stage, parts, assetsUrl);
    }

    /// What is wrong with [Variant#FAULTY].
    public static List<Fault> faults() {
        return OrdersFaults.list();
    }

    /// Account ids by environment, in promotion order.
    public static Map<String, String> accounts() {
        Map<String, String> accounts = new LinkedHashMap<>();
        Stage.inOrder().forEach(it -> accounts.put(it.label(), it.account()));
        return accounts;
    }

    /// The inventory of the application where `whereabouts` gives each environment's (a flow mapping) by its label.
    public static String inventory(UnaryOperator<String> whereabouts) {
        StringBuilder environments = new StringBuilder();
        for (Stage stage : Stage.inOrder()) {
            environments.append("\n  ").append(stage.label()).append(": ").append(whereabouts.apply(stage.label()));
        }
        return Templates.text("orders-inventory.yaml").replace("environments:", "environments:" + environments);
    }

    /// The inventory of the application as it lives in an emulator.
    public static String inventory(MotoServer server) {
        return inventory(label -> {
            String account = Objects.requireNonNull(accounts().get(label), label);
            return "{account: \"%s\", region: %s, role: {arn: \"arn:aws:iam::%s:role/envgate-read\"}, endpoint-url: \"%s\"}"
                    .formatted(account, MotoServer.REGION, account, server.endpoint());
        });
    }

    /// Seeds a server with the variant that the argument names, says where it is, and keeps it up until its input ends.
    public static void main(String[] arguments) throws java.io.IOException {
        Variant variant =
                Variant.valueOf(arguments.length == 0 ? "FAULTY" : arguments[0].toUpperCase(java.util.Locale.ROOT));
        try (MotoServer server = MotoServer.start()) {
            seed(server, variant);
            System.out.println(server.endpoint());
            System.in.transferTo(java.io.OutputStream.nullOutputStream());
        }
    }
}
