package envgate.rules.analysis.links;

import envgate.envs.model.Arn;
import envgate.rules.analysis.links.Thing.Kind;
import java.util.Locale;

/// The keys under which things are kept in the index and looked up: both sides make them here.
final class Identity {

    private Identity() {}

    /// An ARN as its own service spells it, partition aside.
    static String arn(Arn arn) {
        return "arn " + arn.service() + ":" + arn.region() + ":" + arn.account() + ":" + arn.resource();
    }

    /// A queue is its account, region and name, whatever host its URL has; an unknown region is left empty.
    static String queue(String region, String account, String name) {
        return "queue " + region + " " + account + " " + name;
    }

    static String host(String host) {
        return "host " + host.toLowerCase(Locale.ROOT);
    }

    static String id(String id) {
        return "id " + id;
    }

    static String bucket(String name) {
        return "bucket " + name;
    }

    /// A name counts among things of its kind only.
    static String name(Kind kind, String name) {
        return "name " + kind + " " + name;
    }

    /// A path under which parameters lie.
    static String directory(String path) {
        return "directory " + path;
    }

    static String output(String text) {
        return "output " + text;
    }
}
