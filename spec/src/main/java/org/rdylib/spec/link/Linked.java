package org.rdylib.spec.link;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.rdylib.spec.Diagnostic;
import org.rdylib.spec.QualifiedName;
import org.rdylib.spec.syntax.Parsed;

/**
 * A descriptor with all that it uses.
 *
 * @param whole all in one. Its diagnostics are those of all files
 * @param words by file, what stands there before the names of a library: a namespace, or nothing where the file is that
 *     library's own
 */
public record Linked(Parsed whole, Map<String, Map<String, String>> words) {

    private static final Pattern NAME = Pattern.compile("\\b([A-Za-z_]\\w*)::(\\w+)");

    public Linked {
        words = Map.copyOf(words);
    }

    /** The same findings, in which each file's authors read names as they write them. */
    public List<Diagnostic> inWordsOfFiles(List<Diagnostic> found) {
        return words.isEmpty() ? found : found.stream().map(this::inWordsOfFile).toList();
    }

    private Diagnostic inWordsOfFile(Diagnostic d) {
        Map<String, String> ofFile = words.getOrDefault(d.place().file(), Map.of());
        return new Diagnostic(
                d.code(),
                d.severity(),
                d.place(),
                written(d.message(), ofFile),
                d.help().map(help -> written(help, ofFile)));
    }

    private static String written(String text, Map<String, String> ofFile) {
        return NAME.matcher(text).replaceAll(m -> {
            String written = Optional.ofNullable(ofFile.get(m.group(1)))
                    .map(namespace -> namespace.isEmpty() ? m.group(2) : QualifiedName.of(namespace, m.group(2)))
                    .orElse(m.group());
            return Matcher.quoteReplacement(written);
        });
    }
}
