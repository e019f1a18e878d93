package org.rdylib.codegen.c;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.rdylib.spec.canonical.CanonicalForm;

/** Writes a descriptor as the note that a library carries. */
final class NoteWriter {

    private static final int PER_LINE = 24;

    private NoteWriter() {}

    /**
     * The note as a C object. Its text is written as numbers: a string of its length is more than C must take, and one
     * without its final zero is a warning to some compilers.
     */
    static List<String> write(CanonicalForm form) {
        byte[] hash = form.fingerprint();
        byte[] text = (form.binding() + "\n" + form.annotations()).getBytes(StandardCharsets.UTF_8);
        int room = (text.length + 3) / 4 * 4;
        List<String> lines = new ArrayList<>();
        lines.add("static const struct {");
        lines.add("  uint32_t name_size, descriptor_size, type;");
        lines.add("  char name[8];");
        lines.add("  unsigned char sha256[" + hash.length + "];");
        lines.add("  unsigned char text[" + room + "];");
        lines.add("} note __attribute__((used, aligned(4), section(\".note.rdylib\"))) = {");
        lines.add("  7, " + (hash.length + text.length) + ", 1,");
        lines.add("  {'r', 'd', 'y', 'l', 'i', 'b', 0, 0},");
        lines.add("  {");
        bytes(hash, lines);
        lines.add("  },");
        lines.add("  {");
        bytes(text, lines);
        lines.add("  }");
        lines.add("};");
        return lines;
    }

    private static void bytes(byte[] bytes, List<String> lines) {
        for (int i = 0; i < bytes.length; i += PER_LINE) {
            StringBuilder line = new StringBuilder("    ");
            for (int j = i; j < Math.min(i + PER_LINE, bytes.length); j++) {
                line.append(bytes[j] & 0xff).append(j + 1 < bytes.length ? "," : "");
            }
            lines.add(line.toString());
        }
    }
}
