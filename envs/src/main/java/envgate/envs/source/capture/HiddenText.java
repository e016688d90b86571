package envgate.envs.source.capture;

import envgate.envs.model.Value;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// How a hidden value stands in a redacted answer: as a text, so that the answer keeps AWS's shape.
///
/// `hidden:KEY:HASH:LENGTH:SHAPE:VISIBLE`, for example `hidden:1f2e3d4c:9a…:UP_TO_16:TOKEN:`.
public final class HiddenText {

    private static final Pattern FORM =
            Pattern.compile("hidden:([0-9a-f]{8}):([0-9a-f]{64}):([A-Z0-9_]+):([A-Z]+):(.*)", Pattern.DOTALL);

    private HiddenText() {}

    public static String write(Value.Hidden hidden) {
        return "hidden:" + hidden.key() + ":" + hidden.hash() + ":" + hidden.length() + ":" + hidden.shape() + ":"
                + hidden.visible();
    }

    public static Optional<Value.Hidden> parse(String text) {
        if (!text.startsWith("hidden:")) {
            return Optional.empty();
        }
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Value.Hidden(
                    matcher.group(2),
                    matcher.group(1),
                    Value.LengthClass.valueOf(matcher.group(3)),
                    Value.Shape.valueOf(matcher.group(4)),
                    matcher.group(5)));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
