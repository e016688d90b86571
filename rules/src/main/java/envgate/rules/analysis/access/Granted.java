package envgate.rules.analysis.access;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// Whether policies grant any of what a question is about.
public sealed interface Granted {

    /// They do, and this is a request that is allowed.
    ///
    /// @param principal who asks, as a policy would name it; empty when that does not matter
    /// @param conditions the keys that it hangs on, with values; no values where the key has to be absent
    /// @param statements those that allow it
    record Some(
            String principal,
            String action,
            String resource,
            SortedMap<String, List<String>> conditions,
            List<String> statements)
            implements Granted {

        public Some {
            conditions = Collections.unmodifiableSortedMap(new TreeMap<>(conditions));
            statements = List.copyOf(statements);
        }
    }

    /// There is no such request.
    record Nothing() implements Granted {}

    /// It cannot be told, and why.
    record Unsure(List<String> missing) implements Granted {
        public Unsure {
            missing = missing.stream().sorted().distinct().toList();
        }
    }
}
