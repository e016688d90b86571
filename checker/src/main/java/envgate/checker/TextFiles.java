package envgate.checker;

import envgate.envs.document.BadInput;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/// Reads and writes whole texts, and says what is in the way in the user's words.
final class TextFiles {

    private TextFiles() {}

    /// @param name as the user wrote it
    static String read(Path file, String name) {
        try {
            return Files.readString(file);
        } catch (CharacterCodingException e) {
            throw bad(name, "this is no UTF-8 text");
        } catch (IOException e) {
            throw bad(name, why(file, e, "it cannot be read"));
        }
    }

    /// Writes a text whole or not at all, and the folders above it where they are missing.
    static void write(Path file, String name, String text) {
        Path folder = file.toAbsolutePath().getParent();
        try {
            if (Files.isDirectory(file)) {
                throw bad(name, "it is a folder");
            }
            if (folder == null) {
                throw bad(name, "it cannot be written");
            }
            Files.createDirectories(folder);
            if (Files.exists(file) && !Files.isRegularFile(file)) {
                Files.writeString(file, text); // a pipe or a device
                return;
            }
            Path part = folder.resolve(
                    "." + file.getFileName() + "." + ProcessHandle.current().pid() + ".part");
            try {
                Files.writeString(part, text);
                Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(part);
            }
        } catch (IOException e) {
            throw bad(name, why(file, e, "it cannot be written"));
        }
    }

    private static String why(Path file, IOException e, String otherwise) {
        return switch (e) {
            case NoSuchFileException _ -> "there is no such file";
            case AccessDeniedException _ -> "access is denied";
            default -> Files.isDirectory(file) ? "it is a folder" : otherwise;
        };
    }

    private static BadInput bad(String name, String message) {
        return new BadInput(new BadInput.Mistake(name, 0, 0, message, ""));
    }
}
