package envgate.envs.plan.sam;

import envgate.envs.plan.sam.Tree.Branch;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/// Where code, layers and descriptions lie: in a bucket once they are packaged, before that on a disk.
final class Locations {

    private static final String SCHEME = "s3://";

    private Locations() {}

    /// Bucket, key and version of an object; null of what is not in a bucket yet.
    static @Nullable Branch object(Tree location) {
        if (location instanceof Branch map) {
            if (map.given("Bucket") == null || map.given("Key") == null) {
                throw new SamMistake(location, "an object needs `Bucket` and `Key`", "");
            }
            return map;
        }
        String text = Tree.text(location);
        if (text == null || !text.startsWith(SCHEME)) {
            return null;
        }
        String rest = text.substring(SCHEME.length());
        int query = rest.indexOf('?');
        String path = query < 0 ? rest : rest.substring(0, query);
        int slash = path.indexOf('/');
        if (slash < 1) {
            return null;
        }
        String version = query < 0 ? "" : rest.substring(query + 1);
        return Branch.of(
                location.mark(),
                "Bucket",
                path.substring(0, slash),
                "Key",
                path.substring(slash + 1).replaceAll("^/+", ""),
                "Version",
                version.startsWith("versionId=") ? version.substring("versionId=".length()) : null);
    }

    /// The code of a function or layer.
    ///
    /// What is not packaged yet stays as it is written: nobody knows which object it will be.
    static Tree code(Tree location) {
        Branch object = object(location);
        if (object == null) {
            return location.copy();
        }
        return Branch.of(
                location.mark(),
                "S3Bucket",
                object.get("Bucket"),
                "S3Key",
                object.get("Key"),
                "S3ObjectVersion",
                object.get("Version"),
                "S3ObjectStorageMode",
                object.get("StorageMode"));
    }

    /// The description of an API or a state machine; what is not packaged yet stays as it is written, as code does.
    static Tree description(Tree location) {
        Branch object = object(location);
        return object == null
                ? location.copy()
                : Branch.of(
                        location.mark(),
                        "Bucket",
                        object.get("Bucket"),
                        "Key",
                        object.get("Key"),
                        "Version",
                        object.get("Version"));
    }

    /// Whether this is a path on the disk.
    static boolean isLocal(@Nullable Tree location) {
        String text = Tree.text(location);
        if (text == null || text.isEmpty() || text.contains("{{resolve:")) {
            return false;
        }
        try {
            return !URI.create(text.replace(' ', '_')).isAbsolute();
        } catch (IllegalArgumentException _) {
            return true;
        }
    }
}
