package org.rdylib.codegen;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.rdylib.spec.Code;
import org.rdylib.spec.Descriptor;
import org.rdylib.spec.Diagnostic;
import org.rdylib.spec.Place;
import org.rdylib.spec.TypeDeclaration;

/** The names of generated files, which are made of the descriptor's, and may be longer than any file's can be. */
public final class FileNames {

    /** What the file systems of Linux, macOS and Windows take. All names are of ASCII. */
    private static final int LONGEST = 255;

    private record Named(String name, Place at) {}

    private FileNames() {}

    /** The first of {@code files} that no file can be called, at the longest name that it is made of. */
    public static Optional<Diagnostic> tooLong(Descriptor descriptor, List<String> files) {
        return files.stream()
                .filter(file -> file.length() > LONGEST)
                .findFirst()
                .map(file -> Diagnostic.error(
                        Code.NOT_SUPPORTED,
                        longestIn(file, descriptor).at(),
                        "this name makes that of a file longer than " + LONGEST + " characters: `" + file + "`",
                        "shorten it by " + (file.length() - LONGEST) + " or more"));
    }

    private static Named longestIn(String file, Descriptor d) {
        Named library = new Named(d.library(), d.at());
        return Stream.of(
                        Stream.of(library),
                        d.types().stream().flatMap(FileNames::named),
                        d.interfaces().stream().map(i -> new Named(i.name(), i.at())),
                        d.interfaces().stream()
                                .flatMap(i -> i.methods().stream())
                                .map(m -> new Named(m.name(), m.at())),
                        d.exports().stream().map(e -> new Named(e.name(), e.at())),
                        d.imports().stream().map(i -> new Named(i.name(), i.at())))
                .flatMap(names -> names)
                .filter(named -> letters(file).contains(letters(named.name())))
                .max(Comparator.comparingInt(named -> named.name().length()))
                .orElse(library);
    }

    private static Stream<Named> named(TypeDeclaration type) {
        Stream<Named> own = Stream.of(new Named(type.name(), type.at()));
        return type instanceof TypeDeclaration.Enum e
                ? Stream.concat(own, e.variants().stream().map(v -> new Named(v.name(), v.at())))
                : own;
    }

    /** What each language keeps of a name, however it spells it. */
    private static String letters(String name) {
        return name.replaceAll("[_:]", "").toLowerCase(Locale.ROOT);
    }
}
