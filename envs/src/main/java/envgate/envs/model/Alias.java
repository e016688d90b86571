package envgate.envs.model;

import java.util.SortedMap;
import java.util.TreeMap;

/// An alias of a function: which version it leads to, and what part of the calls goes to others.
///
/// See https://docs.aws.amazon.com/lambda/latest/api/API_AliasConfiguration.html.
///
/// @param version a number or `$LATEST`; unresolved where a deploy has yet to publish it
/// @param weights parts of 1 by version, what is left goes to `version`; an empty key is a version that is not known
///     yet
public record Alias(String name, Value version, SortedMap<String, Double> weights) implements Comparable<Alias> {

    public Alias {
        weights = LambdaFunction.sorted(new TreeMap<>(weights));
    }

    @Override
    public int compareTo(Alias other) {
        return name.compareTo(other.name);
    }
}
