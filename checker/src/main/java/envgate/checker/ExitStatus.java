package envgate.checker;

import envgate.rules.finding.CheckReport;
import envgate.rules.finding.Unjudged;

/// What a run says to the shell; "stopped" is never mixed up with "could not look".
public enum ExitStatus {
    GO(0),
    STOPPED(1),
    BAD_INPUT(2),
    UNDECIDED(3),
    OUR_FAULT(4),
    INTERRUPTED(130);

    private final int code;

    ExitStatus(int code) {
        this.code = code;
    }

    public int code() {
        return code;
    }

    /// A stop stands even when a rule failed beside it: it has its evidence. Anything less is in doubt then, and the
    /// doubt is our fault.
    static ExitStatus of(CheckReport report) {
        return switch (report.verdict()) {
            case STOP -> STOPPED;
            case GO -> GO;
            case UNDECIDED -> report.unjudged().stream().anyMatch(Unjudged::crashed) ? OUR_FAULT : UNDECIDED;
        };
    }

    /// With `--exit-zero` the gate only reports; wrong usage and our own faults stay what they are.
    ExitStatus reportingOnly() {
        return switch (this) {
            case GO, STOPPED, UNDECIDED -> GO;
            case BAD_INPUT, OUR_FAULT, INTERRUPTED -> this;
        };
    }
}
