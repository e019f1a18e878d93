package org.rdylib.conformance.reference;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.rdylib.codegen.SourceFile;
import org.rdylib.codegen.c.CGenerator;
import org.rdylib.conformance.Tool;
import org.rdylib.conformance.plugins.NativeBuild;
import org.rdylib.spec.InvalidDescriptorException;
import org.rdylib.spec.canonical.CanonicalForm;
import org.rdylib.spec.check.Descriptors;
import org.rdylib.spec.layout.Target;

/** What the reference's examples say of calls and of notes, C compilers and a library's file say, too. */
class BytesTest {

    private static final String CALLS = "\n## Calls\n";
    private static final String TEXT = "\nFor example, of the file `text.yaml`\n";
    private static final Path FREESTANDING = Path.of("fixtures/freestanding").toAbsolutePath();

    @TempDir
    Path folder;

    /** A second declaration of a function must say the same, or the compiler refuses it. */
    @ParameterizedTest
    @EnumSource
    void functionsAndTablesAreWhatTheReferenceShows(Target target) throws IOException, InvalidDescriptorException {
        Tool.require("clang");
        Path descriptor = Files.writeString(folder.resolve("calls.yaml"), Reference.block(CALLS, "yaml"));
        NativeBuild.generateC(descriptor, folder);
        StringBuilder source = new StringBuilder("#include \"calls.h\"\n");
        List<String> prototypes =
                Reference.block("the generated header makes\n", "c").lines().toList();
        assertThat(prototypes).hasSize(6);
        prototypes.stream()
                .map(p -> p.contains("_Cursor_next") ? "static inline " + p : p)
                .forEach(p -> source.append(p).append('\n'));
        for (List<String> row : Reference.table("| part | W is 8 | W is 4 |")) {
            String[] part = row.getFirst().split("\\.", 2);
            String offset = row.get(target.pointerSize() == 8 ? 1 : 2);
            source.append("_Static_assert(offsetof(%s, %s) == %s, \"\");%n".formatted(part[0], part[1], offset));
        }
        Files.writeString(folder.resolve("user.c"), source);

        Tool.run(
                folder,
                "clang",
                "-target",
                target.clangTriple(),
                "-std=c11",
                "-fsyntax-only",
                "-ffreestanding",
                "-nostdlibinc",
                "-isystem",
                FREESTANDING.toString(),
                "-Wall",
                "-Wextra",
                "-Werror",
                "user.c");
    }

    @Test
    void theCanonicalFormIsWhatTheReferenceShows() throws Exception {
        CanonicalForm form = CanonicalForm.of(Descriptors.require("text.yaml", Reference.block(TEXT, "yaml")));
        String binding = Reference.block("the binding text is\n", "json").strip();
        String fingerprint = fingerprint();

        assertThat(form.binding()).isEqualTo(binding);
        assertThat(form.annotations()).isEqualTo(annotations());
        assertThat(fingerprint)
                .isEqualTo(HexFormat.of().formatHex(form.fingerprint()))
                .isEqualTo(HexFormat.of()
                        .formatHex(MessageDigest.getInstance("SHA-256").digest(binding.getBytes(UTF_8))));
    }

    @Test
    void theNoteInALibraryIsWhatTheReferenceShows() throws Exception {
        Tool.require("cc");
        Tool.require("objcopy");
        List<Path> sources = new ArrayList<>();
        for (SourceFile file : CGenerator.generate(Descriptors.require("text.yaml", Reference.block(TEXT, "yaml")))
                .files()) {
            sources.add(Files.writeString(folder.resolve(file.path()), file.text()));
        }
        Path author = Files.writeString(folder.resolve("text.c"), """
            #include "text.h"
            rdylib_failure *text_longest(const char *text, size_t length, const text_Span *of, size_t of_length, rdylib_str *out) {
              (void)of;
              (void)of_length;
              *out = rdylib_str_of(text, length);
              return NULL;
            }
            """);
        sources.removeIf(s -> s.toString().endsWith(".h"));
        sources.add(author);
        Path library = NativeBuild.library(folder, sources);
        Tool.run(folder, "objcopy", "-O", "binary", "--only-section=.note.rdylib", library.toString(), "note");

        byte[] note = Files.readAllBytes(folder.resolve("note"));
        assertThat(HexFormat.of().formatHex(note)).isEqualTo(HexFormat.of().formatHex(expected()));
    }

    private byte[] expected() throws IOException {
        List<String> head = Reference.behind("so that a little-endian library's note begins with the bytes ")
                .substring(0, 120)
                .replaceAll("(?s)\\..*", "")
                .replaceAll("[`\\s]", "")
                .transform(h -> List.of(h.split(",")));
        assertThat(head).hasSize(4);
        String texts = Reference.block("the binding text is\n", "json").strip() + "\n" + annotations();
        ByteArrayOutputStream note = new ByteArrayOutputStream();
        for (String part : head) {
            note.writeBytes(HexFormat.of().parseHex(part));
        }
        note.writeBytes(HexFormat.of().parseHex(fingerprint()));
        note.writeBytes(texts.getBytes(UTF_8));
        while (note.size() % 4 != 0) {
            note.write(0);
        }
        byte[] bytes = note.toByteArray();
        assertThat(ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getInt(4))
                .isEqualTo(32 + texts.getBytes(UTF_8).length);
        return bytes;
    }

    private static String fingerprint() throws IOException {
        return Reference.behind("\nits fingerprint `").substring(0, 64);
    }

    private static String annotations() throws IOException {
        return Reference.block("annotations, of this version, are\n", "json").strip();
    }
}
