package envgate.envs.model;

/// Where a fact comes from.
public sealed interface Origin {

    /// A line of a file, counted from 1; line 0 means the file as a whole.
    record FileLine(String file, int line) implements Origin {}

    /// A call of AWS, and what it was about (empty when it was a listing).
    record ApiCall(String service, String operation, String resource) implements Origin {}

    /// Nothing is known about where it comes from.
    record Unknown() implements Origin {}

    /// In one word or two, for the end of a line.
    default String text() {
        return switch (this) {
            case FileLine(String file, int line) -> line == 0 ? file : file + ":" + line;
            case ApiCall(String service, String operation, String resource) ->
                service + ":" + operation + (resource.isEmpty() ? "" : " " + resource);
            case Unknown() -> "";
        };
    }
}
