package org.rdylib.codegen.rust;

import java.util.ArrayList;
import java.util.List;
import org.rdylib.spec.canonical.CanonicalForm;

/** Writes a descriptor as the note that a library carries. */
final class NoteWriter {

    private static final int WIDTH = 100;

    private NoteWriter() {}

    /** The two texts and the note. How the library was built, which the annotations say, only rustc knows. */
    static void write(CanonicalForm form, Names names, String rt, Lines out) {
        String binding = names.value("BINDING");
        String annotations = names.value("ANNOTATIONS");
        out.blank().add("/// The descriptor, in its canonical form.");
        text(binding, form.binding(), out);
        out.blank().add("/// Where its author wrote what, without the brace that it begins with.");
        text(annotations, form.annotations().substring(1), out);
        String note = names.value("NOTE");
        out.blank()
                .add("/// The note by which whoever opens the library knows the descriptor before any of its code"
                        + " runs.");
        out.add("#[cfg(any(target_os = \"linux\", target_os = \"android\"))]");
        out.add("#[used]");
        out.add("#[unsafe(link_section = \".note.rdylib\")]");
        String text = "[" + binding + ", \"\\n{\", " + rt + "::BUILD, " + annotations + "]";
        out.add("static " + note + ": " + rt + "::Note<{ " + rt + "::room(&" + text + ") }> = " + rt + "::Note::new(");
        out.indented(List.of(hash(form.fingerprint()) + ",", "&" + text + ","));
        out.add(");");
    }

    private static String hash(byte[] hash) {
        List<String> bytes = new ArrayList<>();
        for (byte b : hash) {
            bytes.add("" + (b & 0xff));
        }
        return "[" + String.join(", ", bytes) + "]";
    }

    /** A string over several lines: a backslash at the end of one joins it with the next. */
    private static void text(String name, String text, Lines out) {
        out.add("const " + name + ": &::core::primitive::str = \"\\");
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            // The whitespace that a line begins with would be taken for its indentation.
            if (line.length() >= WIDTH && c != ' ') {
                lines.add(line + "\\");
                line.setLength(0);
            }
            line.append(literal(c));
            i += Character.charCount(c);
        }
        out.indented(lines);
        out.indented(List.of(line + "\";"));
    }

    private static String literal(int c) {
        return switch (c) {
            case '"' -> "\\\"";
            case '\\' -> "\\\\";
            default -> c < 0x20 || c >= 0x7f ? "\\u{%x}".formatted(c) : Character.toString(c);
        };
    }
}
