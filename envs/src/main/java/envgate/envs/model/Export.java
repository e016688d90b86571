package envgate.envs.model;

import java.util.List;

/// A value that a stack exports to the others of its account and region.
///
/// @param importedBy names of the stacks that import it, as far as they were seen
public record Export(String name, Value value, String stackArn, String account, String region, List<String> importedBy)
        implements Comparable<Export> {

    public Export {
        importedBy = importedBy.stream().sorted().distinct().toList();
    }

    @Override
    public int compareTo(Export other) {
        return (account + region + name).compareTo(other.account + other.region + other.name);
    }
}
