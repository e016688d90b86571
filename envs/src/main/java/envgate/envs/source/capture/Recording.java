package envgate.envs.source.capture;

import envgate.envs.model.Gap;
import envgate.envs.model.Note;
import envgate.envs.model.Selection;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Everything that AWS answered about one environment: what a live source collects, a capture keeps, and the decoder
/// reads.
///
/// @param environment the environment's name in the inventory; empty when a capture does not say
/// @param accounts the accounts that were read, 12 digits each
/// @param regions the regions that were read, in the inventory's order
/// @param caller the ARN that read them, empty when not known
/// @param takenAt null when not known
/// @param selection what belongs to the environment
/// @param answers one per call, in no particular order
/// @param gaps what could not be seen and is no answer of AWS: a broken file
/// @param notes what was met on the way and is not kept
/// @param planned null when AWS answered all of it
public record Recording(
        String environment,
        List<String> accounts,
        List<String> regions,
        String caller,
        @Nullable Instant takenAt,
        Selection selection,
        List<Answer> answers,
        List<Gap> gaps,
        List<Note> notes,
        @Nullable Planned planned) {

    public Recording {
        accounts = List.copyOf(accounts);
        regions = List.copyOf(regions);
        answers = List.copyOf(answers);
        gaps = List.copyOf(gaps);
        notes = List.copyOf(notes);
    }

    /// A recording of what AWS answered.
    public Recording(
            String environment,
            List<String> accounts,
            List<String> regions,
            String caller,
            @Nullable Instant takenAt,
            Selection selection,
            List<Answer> answers,
            List<Gap> gaps,
            List<Note> notes) {
        this(environment, accounts, regions, caller, takenAt, selection, answers, gaps, notes, null);
    }

    /// A recording of which there is nothing to say but what AWS answered.
    public Recording(
            String environment,
            List<String> accounts,
            List<String> regions,
            String caller,
            Instant takenAt,
            Selection selection,
            List<Answer> answers) {
        this(environment, accounts, regions, caller, takenAt, selection, answers, List.of(), List.of());
    }

    /// The same answers read as another environment: a capture under the name and selection of the inventory.
    public Recording as(String otherEnvironment, Selection otherSelection) {
        return new Recording(
                otherEnvironment, accounts, regions, caller, takenAt, otherSelection, answers, gaps, notes, planned);
    }

    Recording withAnswers(List<Answer> others, List<Note> otherNotes) {
        return new Recording(
                environment, accounts, regions, caller, takenAt, selection, others, gaps, otherNotes, planned);
    }
}
