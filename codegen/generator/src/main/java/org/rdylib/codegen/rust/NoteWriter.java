package org.rdylib.codegen.rust;

import java.util.List;
import org.rdylib.spec.canonical.CanonicalForm;

/** Writes a descriptor as the note that a library carries. */
final class NoteWriter {

    private static final int WIDTH = 80;
    private static final int BYTES_PER_LINE = 16;

    private NoteWriter() {}

    /** The two texts and the note. How the library was built, which the annotations say, only rustc knows. */
    static void write(CanonicalForm form, Names names, String rt, Lines out) {
        String binding = names.value("BINDING");
        String annotations = names.value("ANNOTATIONS");
        out.blank().add("/// The descriptor, in its canonical form.");
        text(binding, form.binding(), out);
        out.blank().add("/// Where its author wrote what, without the brace that it begins with.");
        text(annotations, form.annotations().substring(1), out);
        String sha256 = names.value("SHA256");
        out.blank().add("/// The SHA-256 of the canonical form.");
        hash(sha256, form.fingerprint(), out);
        String note = names.value("NOTE");
        out.blank()
                .add("/// The note by which whoever opens the library knows the descriptor before any of its code"
                        + " runs.");
        out.add("#[cfg(any(target_os = \"linux\", target_os = \"android\"))]");
        out.add("#[used]");
        out.add("#[unsafe(link_section = \".note.rdylib\")]");
        String text = "[" + binding + ", \"\\n{\", " + rt + "::BUILD, " + annotations + "]";
        out.add("static " + note + ": " + rt + "::Note<{ " + rt + "::room(&" + text + ") }> = " + rt + "::Note::new(");
        out.indented(List.of(sha256 + ",", "&" + text + ","));
        out.add(");");
    }

    private static void hash(String name, byte[] hash, Lines out) {
        out.add("const " + name + ": [u8; " + hash.length + "] = [");
        for (int from = 0; from < hash.length; from += BYTES_PER_LINE) {
            StringBuilder line = new StringBuilder();
            for (int i = from; i < from + BYTES_PER_LINE; i++) {
                line.append("0x%02x, ".formatted(hash[i]));
            }
            out.indented(List.of(line.toString()));
        }
        out.add("];");
    }

    /** A string over several lines. */
    private static void text(String name, String text, Lines out) {
        out.add("const " + name + ": &::core::primitive::str = ::core::concat!(");
        int[] points = text.codePoints().toArray();
        for (int from = 0; from < points.length; from += WIDTH) {
            int length = Math.min(WIDTH, points.length - from);
            out.indented(List.of(literal(new String(points, from, length)) + ","));
        }
        out.add(");");
    }

    private static String literal(String text) {
        if (text.chars().allMatch(c -> c >= 0x20 && c < 0x7f) && !text.contains("\"#")) {
            return "r#\"" + text + "\"#";
        }
        StringBuilder escaped = new StringBuilder();
        text.codePoints()
                .forEach(c -> escaped.append(
                        switch (c) {
                            case '"' -> "\\\"";
                            case '\\' -> "\\\\";
                            default -> c < 0x20 || c >= 0x7f ? "\\u{%x}".formatted(c) : Character.toString(c);
                        }));
        return "\"" + escaped + "\"";
    }
}
