package envgate.envs.source.capture;

/// How much of a folder is read: far more than any environment answers, far less than would exhaust a
/// machine.
///
/// @param files how many
/// @param fileBytes how large one may be
/// @param totalBytes how large all may be together
record CaptureLimits(int files, long fileBytes, long totalBytes) {

    static final CaptureLimits USUAL = new CaptureLimits(20_000, 64L << 20, 256L << 20);
}
