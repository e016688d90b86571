package envgate.envs.document;

import envgate.envs.model.Origin;

/// Where something stands in a text.
///
/// @param file as the user named it
/// @param line counted from 1, 0 when the text as a whole is meant
/// @param column counted from 1, 0 when the line as a whole is meant
public record Mark(String file, int line, int column) {

    public Origin origin() {
        return new Origin.FileLine(file, line);
    }
}
