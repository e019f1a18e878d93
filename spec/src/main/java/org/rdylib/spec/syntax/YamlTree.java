package org.rdylib.spec.syntax;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.rdylib.spec.Code;
import org.rdylib.spec.Diagnostic;
import org.rdylib.spec.Place;

/**
 * A YAML file as nodes that know where they stand.
 *
 * <p>Only what every reader of YAML understands alike is let through: no anchors, aliases, tags, merge keys, duplicate
 * keys or second documents. An error of YAML's syntax ends the report of a file; everything else is collected, and what
 * can be read is read.
 *
 * @param root the file's value; empty where there is none that could be read to its end
 * @param diagnostics what is wrong, in the order of {@link Diagnostic#ORDER}
 */
public record YamlTree(Optional<Node> root, List<Diagnostic> diagnostics) {

    /** How large a file may be: bytes, or characters of a text that is given as such. */
    public static final int MAX_FILE = 16 << 20;

    /** How many characters a scalar may have, quotes included. */
    public static final int MAX_SCALAR = 64 << 10;

    /** How deep mappings and lists may be nested. */
    public static final int MAX_DEPTH = 64;

    /** How many entries a mapping may have, and how many items a list. */
    public static final int MAX_ENTRIES = 1 << 15;

    /** How many mappings, lists and scalars a file may have. */
    public static final int MAX_NODES = 600_000;

    /** How many errors are reported of a file; the last says that there are more. */
    public static final int MAX_DIAGNOSTICS = 1_000;

    /** What to do with a descriptor that is too large. */
    static final String DIVIDE =
            "describe a part of it as another library, and what both need in a file that both name in `uses:`";

    public YamlTree {
        diagnostics = diagnostics.stream().sorted(Diagnostic.ORDER).distinct().toList();
    }

    /** Reads a text; {@code file} is the name that places are given. */
    public static YamlTree read(String file, String text) {
        if (text.length() > MAX_FILE) {
            return failed(tooLarge(file));
        }
        Source source = new Source(file, text);
        List<Diagnostic> unreadable = BadCharacters.in(source);
        return unreadable.isEmpty() ? TreeBuilder.build(source) : new YamlTree(Optional.empty(), unreadable);
    }

    /** Reads a file in UTF-8. */
    public static YamlTree read(Path path) {
        return read(path, path.toString());
    }

    /** Reads a file in UTF-8; {@code file} is the name that places are given. */
    public static YamlTree read(Path path, String file) {
        if (path.toString().isEmpty()) {
            return failed(unreadable(file, "there is no file without a name", "name a file"));
        }
        if (Files.exists(path) && !Files.isRegularFile(path)) {
            // A pipe would keep whoever opens it waiting, and a device may never end.
            Diagnostic isNone = Files.isDirectory(path)
                    ? unreadable(file, "this is a folder, not a file", "name a file in it")
                    : unreadable(file, "this is no regular file", "copy what comes out of it to a file, and name that");
            return failed(isNone);
        }
        byte[] bytes;
        try (InputStream in = Files.newInputStream(path)) {
            bytes = in.readNBytes(MAX_FILE + 1);
        } catch (IOException e) {
            return failed(unreadable(file, e));
        }
        if (bytes.length > MAX_FILE) {
            return failed(tooLarge(file));
        }
        CharsetDecoder decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        CharBuffer decoded = CharBuffer.allocate(bytes.length);
        ByteBuffer rest = ByteBuffer.wrap(bytes);
        CoderResult result = decoder.decode(rest, decoded, true);
        String text = decoded.flip().toString();
        if (result.isError()) {
            Source source = new Source(file, text + "\uFFFD");
            return failed(Diagnostic.error(
                    Code.YAML_SYNTAX,
                    source.place(text.length(), text.length() + 1),
                    "the byte 0x%02X is not UTF-8 here".formatted(bytes[rest.position()] & 0xFF),
                    text.indexOf('\0') < 0
                            ? "save the file in UTF-8"
                            : "give a descriptor, which is text; `rdylib inspect` shows what a library's file has"));
        }
        return read(file, text);
    }

    private static Diagnostic unreadable(String file, IOException e) {
        return switch (e) {
            case NoSuchFileException missing ->
                unreadable(file, "there is no such file", "a path that is relative begins at the current folder");
            case AccessDeniedException denied ->
                unreadable(
                        file,
                        "the file may not be read",
                        "give the user who runs this the right to read it, and to enter the folders above it");
            default ->
                Diagnostic.error(Code.UNREADABLE, Place.startOf(file), "the file cannot be read: " + e.getMessage());
        };
    }

    private static Diagnostic unreadable(String file, String what, String help) {
        return Diagnostic.error(Code.UNREADABLE, Place.startOf(file), what, help);
    }

    private static Diagnostic tooLarge(String file) {
        return Diagnostic.error(Code.TOO_LARGE, Place.startOf(file), "the file is larger than 16 MiB", DIVIDE);
    }

    private static YamlTree failed(Diagnostic diagnostic) {
        return new YamlTree(Optional.empty(), new ArrayList<>(List.of(diagnostic)));
    }
}
