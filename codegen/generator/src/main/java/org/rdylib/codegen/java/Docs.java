package org.rdylib.codegen.java;

import com.palantir.javapoet.CodeBlock;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.rdylib.codegen.java.plan.Plan;

/**
 * Javadoc from a descriptor's {@code doc:}, which is somebody else's text: nothing in it may end the comment, begin a
 * tag or become a Unicode escape. JavaPoet escapes none of this.
 */
final class Docs {
    private static final int WIDTH = 100;
    private static final Pattern PARAGRAPHS = Pattern.compile("\\n[ \\t]*\\n\\s*");

    /** A code span that may stand in an inline tag as it is: no brace, no backslash, nothing that ends a comment. */
    private static final Pattern CODE =
            Pattern.compile("`([\\p{Alnum}_.,:;()'\"<>&=+/-][\\p{Alnum} _.,:;()'\"<>&=+/-]*)`");

    private Docs() {}

    /** The whole comment of a declaration, if it has one. */
    static CodeBlock of(Optional<String> doc) {
        return doc.map(Docs::of).orElse(CodeBlock.builder().build());
    }

    /** The whole comment of a function, and a warning where nothing checks what it asks of its caller. */
    static CodeBlock of(Plan.Function function) {
        CodeBlock.Builder doc = CodeBlock.builder().add(of(function.doc()));
        if (function.signature().isUnsafe()) {
            doc.add(
                    "$L<b>Unsafe:</b> the library asks more of its caller than types can say, and nothing checks it.\n",
                    doc.isEmpty() ? "" : "\n<p>");
        }
        if (!function.chosen().isEmpty() && !doc.isEmpty()) {
            doc.add("\n");
        }
        function.chosen()
                .forEach(chosen -> doc.add(
                        "@param $N the region for {@code $L}, which none of the arguments decides\n",
                        chosen.parameter(),
                        chosen.lifetime()));
        return doc.build();
    }

    /** A comment of one paragraph or more. */
    static CodeBlock of(String doc) {
        List<String> paragraphs = paragraphs(doc);
        String text = paragraphs.stream().map(Docs::wrapped).collect(Collectors.joining("\n\n<p>"));
        return paragraphs.isEmpty() ? CodeBlock.builder().build() : CodeBlock.of("$L\n", text);
    }

    /** A comment of one paragraph, for {@code @param}. */
    static CodeBlock parameter(String doc) {
        return CodeBlock.of("$L\n", wrapped(String.join(" ", paragraphs(doc))));
    }

    private static List<String> paragraphs(String doc) {
        String clean = doc.replace("\r\n", "\n").replace('\r', '\n');
        return PARAGRAPHS
                .splitAsStream(clean)
                .map(paragraph -> escaped(paragraph.strip()))
                .filter(paragraph -> !paragraph.isEmpty())
                .toList();
    }

    private static String escaped(String paragraph) {
        StringBuilder escaped = new StringBuilder();
        Matcher code = CODE.matcher(paragraph);
        int end = 0;
        while (code.find()) {
            escapeInto(escaped, paragraph.substring(end, code.start()));
            escaped.append("{@code ").append(code.group(1).strip()).append('}');
            end = code.end();
        }
        return escapeInto(escaped, paragraph.substring(end)).toString();
    }

    private static StringBuilder escapeInto(StringBuilder escaped, String text) {
        text.codePoints().forEach(c -> {
            switch (c) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '@' -> escaped.append("&#64;");
                case '/' -> escaped.append(endsWithStar(escaped) ? "&#47;" : "/");
                case '\\' -> escaped.append("&#92;");
                case '{' -> escaped.append("&#123;");
                case '}' -> escaped.append("&#125;");
                default -> escaped.appendCodePoint(isPrintable(c) ? c : ' ');
            }
        });
        return escaped;
    }

    private static boolean endsWithStar(StringBuilder text) {
        return !text.isEmpty() && text.charAt(text.length() - 1) == '*';
    }

    /** Line breaks are left to {@link #wrapped}; what a compiler or an editor takes for one is not kept. */
    private static boolean isPrintable(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.UNASSIGNED -> c == '\n';
            default -> true;
        };
    }

    private static String wrapped(String paragraph) {
        StringBuilder text = new StringBuilder();
        int column = 0;
        for (String word : Stream.of(paragraph.split("\\s+")).toList()) {
            if (column > 0 && column + 1 + word.length() > WIDTH) {
                text.append('\n');
                column = 0;
            } else if (column > 0) {
                text.append(' ');
                column++;
            }
            text.append(word);
            column += word.length();
        }
        return text.toString();
    }
}
