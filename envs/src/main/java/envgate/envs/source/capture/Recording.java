package envgate.envs.source.capture;

import envgate.envs.model.Selection;
import java.time.Instant;
import java.util.List;

/// Everything that AWS answered about one environment: what a live source collects, a capture keeps, and the decoder
/// reads.
///
/// @param environment the environment's name in the inventory
/// @param accounts the accounts that were read, 12 digits each
/// @param regions the regions that were read, in the inventory's order
/// @param caller the ARN that read them, empty when not known
/// @param selection what belongs to the environment
/// @param answers one per call, in no particular order
public record Recording(
        String environment,
        List<String> accounts,
        List<String> regions,
        String caller,
        Instant takenAt,
        Selection selection,
        List<Answer> answers) {

    public Recording {
        accounts = List.copyOf(accounts);
        regions = List.copyOf(regions);
        answers = List.copyOf(answers);
    }
}
