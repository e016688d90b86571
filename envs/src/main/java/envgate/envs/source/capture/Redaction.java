package envgate.envs.source.capture;

import envgate.envs.model.Gap;
import envgate.envs.model.Note;
import envgate.envs.model.Value;
import java.util.List;
import java.util.function.BiPredicate;

/// What keeps secrets out: nothing that AWS answered is written or decoded before it has passed here.
///
/// A value stays only when it is known not to be secret; passing twice is the same as passing once. Where
/// AWS's member says what it holds, that decides; where people write what they like, its key and its
/// content do.
public final class Redaction {
    private final RedactionKey key;
    private final BiPredicate<String, String> declaredSecret;

    private Redaction(RedactionKey key, BiPredicate<String, String> declaredSecret) {
        this.key = key;
        this.declaredSecret = declaredSecret;
    }

    /// @param declaredSecret whether the inventory calls a variable secret, given its function (by name
    ///     and, where it is known, by logical id) and its key
    public static Redaction of(RedactionKey key, BiPredicate<String, String> declaredSecret) {
        return new Redaction(key, declaredSecret);
    }

    /// The recording with every text in it decided on.
    public Recording apply(Recording raw) {
        KnownTexts known = KnownTextsReader.read(raw, declaredSecret);
        FreeText text = new FreeText(key, known);
        AnswerRedaction answers = new AnswerRedaction(text, known, declaredSecret);
        List<Gap> gaps = raw.gaps().stream().map(it -> redact(it, text)).toList();
        Planned planned = raw.planned();
        List<Note> notes = raw.notes().stream()
                .map(it -> new Note(text.quote(it.text()), it.origin()))
                .toList();
        return new Recording(
                raw.environment(),
                raw.accounts(),
                raw.regions(),
                raw.caller(),
                raw.takenAt(),
                raw.selection(),
                raw.answers().stream().map(answers::redact).toList(),
                gaps,
                notes,
                planned == null ? null : planned.redacted(text::decide));
    }

    /// A text that is secret whatever it looks like.
    ///
    /// @param visible the text with what is secret replaced by `***`, or nothing
    public Value.Hidden hide(String text, String visible) {
        return new Value.Hidden(key.hash(text), key.id(), Value.LengthClass.of(text), Shapes.of(text), visible);
    }

    private static Gap redact(Gap gap, FreeText text) {
        return new Gap(
                gap.area(),
                gap.account(),
                gap.region(),
                gap.service(),
                gap.operation(),
                text.member(gap.resource()),
                gap.permission(),
                text.quote(gap.reason()));
    }
}
