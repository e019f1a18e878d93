import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Gives a module-info.class the version number of an older class file: {@code java ModuleInfo.java FILE 61}.
 *
 * <p>The jar plugin reads it with the JDK that Maven runs on, which may be a 17. Nothing but the number differs, and the
 * time of the file stays, so that whoever depends on the module is not compiled again.
 */
final class ModuleInfo {
    private static final int MAJOR_VERSION = 6;

    public static void main(String[] arguments) throws IOException {
        Path file = Path.of(arguments[0]);
        byte[] bytes = Files.readAllBytes(file);
        var time = Files.getLastModifiedTime(file);
        ByteBuffer.wrap(bytes).putShort(MAJOR_VERSION, Short.parseShort(arguments[1]));
        Files.write(file, bytes);
        Files.setLastModifiedTime(file, time);
    }
}
