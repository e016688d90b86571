package envgate.envs.moto;

import java.util.List;

/// One environment of the sample application: where it is and what a team sets differently there.
enum Stage {
    DEV("111111111111", "10.10", "DEBUG", "sandbox.warehouse.example.com", "dev.shop.example.com"),
    STAGING("222222222222", "10.20", "INFO", "sandbox.warehouse.example.com", "staging.shop.example.com"),
    PROD("333333333333", "10.30", "INFO", "api.warehouse.example.com", "shop.example.com");

    private final String account;
    private final String network;
    private final String logLevel;
    private final String warehouseHost;
    private final String shopHost;

    Stage(String account, String network, String logLevel, String warehouseHost, String shopHost) {
        this.account = account;
        this.network = network;
        this.logLevel = logLevel;
        this.warehouseHost = warehouseHost;
        this.shopHost = shopHost;
    }

    static List<Stage> inOrder() {
        return List.of(values());
    }

    /// `prod`
    String label() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }

    String account() {
        return account;
    }

    /// First two octets of its VPC's addresses.
    String network() {
        return network;
    }

    String logLevel() {
        return logLevel;
    }

    String warehouseHost() {
        return warehouseHost;
    }

    String shopHost() {
        return shopHost;
    }
}
