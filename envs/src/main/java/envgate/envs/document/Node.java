package envgate.envs.document;

import java.util.List;

/// A value of a YAML or JSON text, and where it was written.
public sealed interface Node {

    Mark mark();

    /// What YAML's core schema takes a scalar for: https://yaml.org/spec/1.2.2/#103-core-schema.
    enum Kind {
        TEXT,
        NUMBER,
        /// `true` or `false`.
        FLAG,
        /// `null`, or nothing at all.
        NOTHING
    }

    /// A scalar.
    ///
    /// @param value its text, whatever its kind
    /// @param written the same before variables were put in: what messages may show
    record Text(String value, String written, Kind kind, Mark mark) implements Node {}

    /// A list.
    record Sequence(List<Node> items, Mark mark) implements Node {

        public Sequence {
            items = List.copyOf(items);
        }
    }

    /// Keys with values, in the order in which they are written; no key is there twice.
    record Mapping(List<Member> members, Mark mark) implements Node {

        public Mapping {
            members = List.copyOf(members);
        }
    }

    /// A key and what stands behind it.
    record Member(Text key, Node value) {}
}
