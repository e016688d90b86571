package envgate.envs.source.capture;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/// The files of a folder that may be answers of AWS, in the order of their names; nothing outside of it is
/// followed.
final class CaptureFiles {

    /// @param name relative to the folder, with slashes
    record Entry(String name, Path path, long size) {}

    /// White space, the zeros of UTF-16 and the bytes of byte order marks.
    private static final Set<Integer> MARKS_AND_SPACES =
            Set.of((int) ' ', (int) '\n', (int) '\r', (int) '\t', 0, -17, -69, -65, -2, -1);

    private final Path root;
    private final List<Entry> entries = new ArrayList<>();
    private final List<String> links = new ArrayList<>();
    private final List<String> others = new ArrayList<>();

    private CaptureFiles(Path root) {
        this.root = root;
    }

    /// @param root a real path
    static CaptureFiles in(Path root) throws IOException {
        CaptureFiles files = new CaptureFiles(root);
        Files.walkFileTree(root, files.new Visitor());
        files.entries.sort(Comparator.comparing(Entry::name));
        files.links.sort(Comparator.naturalOrder());
        files.others.sort(Comparator.naturalOrder());
        return files;
    }

    List<Entry> entries() {
        return entries;
    }

    /// Links that lead out of the folder, or to a folder.
    List<String> links() {
        return links;
    }

    /// Files that are no JSON by their name and their first character.
    List<String> others() {
        return others;
    }

    private final class Visitor extends SimpleFileVisitor<Path> {

        @Override
        public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            return !folder.equals(root) && isHidden(folder) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            if (isHidden(file)) {
                return FileVisitResult.CONTINUE;
            }
            String name = root.relativize(file).toString().replace('\\', '/');
            if (attributes.isSymbolicLink()) {
                link(name, file);
            } else if (attributes.isRegularFile()) {
                add(name, file, attributes.size());
            } else {
                others.add(name);
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException reason) {
            entries.add(new Entry(root.relativize(file).toString().replace('\\', '/'), file, 0));
            return FileVisitResult.CONTINUE;
        }

        private void link(String name, Path file) throws IOException {
            Path target;
            try {
                target = file.toRealPath();
            } catch (IOException _) {
                links.add(name);
                return;
            }
            if (target.startsWith(root) && Files.isRegularFile(target)) {
                add(name, target, Files.size(target));
            } else {
                links.add(name);
            }
        }

        private void add(String name, Path file, long size) {
            if (name.toLowerCase(java.util.Locale.ROOT).endsWith(".json") || startsLikeJson(file)) {
                entries.add(new Entry(name, file, size));
            } else {
                others.add(name);
            }
        }

        private static boolean isHidden(Path path) {
            return path.getFileName().toString().startsWith(".");
        }

        /// Whatever a file is called, an object of JSON starts with a brace, in UTF-8 as in UTF-16.
        private static boolean startsLikeJson(Path file) {
            try (InputStream stream = Files.newInputStream(file)) {
                for (byte it : stream.readNBytes(64)) {
                    if (it == '{') {
                        return true;
                    } else if (!MARKS_AND_SPACES.contains((int) it)) {
                        return false;
                    }
                }
            } catch (IOException _) {
                return true;
            }
            return false;
        }
    }
}
