package envgate.rules.analysis.runtime;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;

/// What AWS has announced about the end of a runtime.
///
/// @param runtime as AWS writes it: `python3.9`
/// @param deprecated from when it gets no more patches
/// @param noCreate from when no function can be created with it
/// @param noUpdate from when no function that has it can be updated
/// @param successor the runtime to go to; empty when there is none yet
public record Lifecycle(
        String runtime, LocalDate deprecated, LocalDate noCreate, LocalDate noUpdate, String successor) {

    /// So many days ahead a closing door is worth a word: about a release cycle and a freeze.
    public static final int NOTICE = 90;

    /// Whether new functions can have the runtime.
    public enum Creation {
        OPEN,
        /// It ends within [#NOTICE] days.
        CLOSING,
        CLOSED
    }

    public Lifecycle {
        if (noCreate.isBefore(deprecated) || noUpdate.isBefore(noCreate)) {
            throw new IllegalArgumentException("the dates of " + runtime + " are out of order");
        }
    }

    public Creation creation(LocalDate today) {
        if (!today.isBefore(noCreate)) {
            return Creation.CLOSED;
        }
        return ChronoUnit.DAYS.between(today, noCreate) <= NOTICE ? Creation.CLOSING : Creation.OPEN;
    }
}
