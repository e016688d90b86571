package envgate.checker;

import envgate.rules.finding.CheckReport;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/// Which envgate this is: the build writes its version into a resource.
final class Version {

    private Version() {}

    static String text() {
        try (InputStream in = Version.class.getResourceAsStream("version.txt")) {
            if (in == null) {
                throw new IllegalStateException("the build left out its version");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// `envgate 0.1.0`.
    static String line() {
        return "envgate " + text();
    }

    static CheckReport.Tool tool() {
        return new CheckReport.Tool("envgate", text());
    }
}
