package envgate.checker;

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
}
