package envgate.envs.source.capture;

/// A recording as one text, to look for what must not be in it.
final class CaptureJsonTexts {

    private CaptureJsonTexts() {}

    static String of(Recording recording) {
        StringBuilder text = new StringBuilder();
        recording.answers().forEach(it -> {
            text.append(it.request()).append('\n');
            text.append(
                    it.outcome() instanceof Answer.Response(var body)
                            ? body.toString()
                            : it.outcome().toString());
            text.append('\n');
        });
        text.append(recording.gaps()).append(recording.notes());
        return text.toString();
    }
}
