package envgate.envs.plan.sam;

import envgate.envs.document.Document;
import envgate.envs.document.Mistakes;
import envgate.envs.plan.sam.Tree.Branch;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/// Reads the data of AWS's transform that is shipped with this.
final class Shipped {

    private Shipped() {}

    static byte[] read(String name) {
        try (InputStream in = Shipped.class.getResourceAsStream("/envgate/envs/plan/sam/" + name)) {
            if (in == null) {
                throw new IllegalStateException(name + " is missing");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String text(String name) {
        return new String(read(name), StandardCharsets.UTF_8);
    }

    static Branch tree(String name) {
        return Document.readTemplate(name, read(name), new Mistakes())
                .map(Tree::of)
                .filter(Branch.class::isInstance)
                .map(Branch.class::cast)
                .orElseThrow(() -> new IllegalStateException(name + " is damaged"));
    }
}
