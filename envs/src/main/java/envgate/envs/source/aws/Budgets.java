package envgate.envs.source.aws;

import envgate.envs.source.capture.Operation;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// The budgets of one run: AWS meters by account, region and service, whichever environment asks.
public final class Budgets {

    private final Map<Key, Budget> budgets = new ConcurrentHashMap<>();

    private final double pace;

    public Budgets() {
        this(1);
    }

    /// @param pace how many times as fast as AWS bears; a fake bears more
    Budgets(double pace) {
        this.pace = pace;
    }

    private record Key(String account, String region, Quota quota) {}

    Budget of(String account, String region, Operation operation) {
        return budgets.computeIfAbsent(
                new Key(account, region, Quota.of(operation)),
                key -> key.quota().budget(pace));
    }
}
