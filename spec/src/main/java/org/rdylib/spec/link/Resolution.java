package org.rdylib.spec.link;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.rdylib.spec.Code;
import org.rdylib.spec.Descriptor;
import org.rdylib.spec.Diagnostic;
import org.rdylib.spec.Export;
import org.rdylib.spec.Import;
import org.rdylib.spec.Place;
import org.rdylib.spec.QualifiedName;
import org.rdylib.spec.TypeRewriter;
import org.rdylib.spec.syntax.Parsed;
import org.rdylib.spec.syntax.Use;

/** Writes each name of a file as it is called in the whole, and reports those that stand for nothing. */
final class Resolution extends TypeRewriter {

    private final Unit unit;
    /** Namespaces of files that cannot be read. */
    private final Set<String> refused;

    private final Found found;
    private final Suggestions suggestions;
    private final Set<String> own;
    /** The libraries of which the file itself declares something, as a canonical form does. */
    private final Set<String> flattened = new HashSet<>();

    private final Set<String> mentioned = new HashSet<>();
    private final Set<String> unknown = new HashSet<>();

    private Resolution(Unit unit, Set<String> refused, Suggestions suggestions, Found found) {
        this.unit = unit;
        this.refused = refused;
        this.found = found;
        this.suggestions = suggestions;
        this.own = unit.declared();
        own.stream()
                .filter(QualifiedName::isQualified)
                .map(QualifiedName::qualifier)
                .forEach(flattened::add);
    }

    /** A descriptor without the files that it uses; names in {@code refused} namespaces are not reported again. */
    static Parsed alone(Parsed parsed, Set<String> refused, Found found) {
        Unit unit = Unit.of(parsed, Optional.empty(), Map.of());
        return new Resolution(unit, refused, new Suggestions(), found).resolved();
    }

    /** A file in the words of the whole. */
    static Parsed of(Unit unit, Suggestions suggestions, Found found) {
        return new Resolution(unit, Set.of(), suggestions, found).resolved();
    }

    private Parsed resolved() {
        Parsed parsed = unit.parsed();
        Optional<Descriptor> descriptor = parsed.descriptor().map(this::descriptor);
        parsed.descriptor().ifPresent(this::distinct);
        // A declaration that could not be read may be what uses a file.
        boolean isWhole = parsed.diagnostics().isEmpty();
        parsed.uses().stream()
                .filter(u -> isWhole && !refused.contains(u.namespace()) && !mentioned.contains(u.namespace()))
                .forEach(this::unused);
        Set<String> broken = new HashSet<>(unknown);
        parsed.broken().forEach(name -> broken.add(unit.inWhole(name)));
        return new Parsed(descriptor, broken, List.of(), parsed.diagnostics());
    }

    /** A declaration's library is neither this one nor that of a file that is used. */
    private void distinct(Descriptor d) {
        Stream.concat(
                        d.types().stream().map(t -> Map.entry(t.name(), t.at())),
                        d.interfaces().stream().map(i -> Map.entry(i.name(), i.at())))
                .filter(e -> QualifiedName.qualifier(e.getKey()).equals(d.library()))
                .forEach(e -> found.add(Diagnostic.error(
                        Code.BAD_NAME,
                        e.getValue(),
                        "`" + d.library() + "` is this library itself",
                        "write `" + QualifiedName.simple(e.getKey()) + "` alone")));
        unit.parsed().uses().stream()
                .filter(u -> flattened.contains(u.namespace()))
                .forEach(u -> found.add(Diagnostic.error(
                        Code.USED_LIBRARY,
                        u.at(),
                        "`" + u.namespace() + "` is the library of declarations in this file already",
                        "give the namespace another name")));
    }

    private void unused(Use use) {
        found.add(Diagnostic.error(
                Code.UNUSED_USE, use.at(), "nothing of `" + use.namespace() + "` is used here", "leave it out"));
    }

    private Descriptor descriptor(Descriptor d) {
        boolean isPart = unit.prefix().isPresent();
        return d.withDeclarations(
                d.types().stream()
                        .map(t -> declaration(t.withName(unit.inWhole(t.name()))))
                        .toList(),
                d.interfaces().stream()
                        .map(i -> declaration(i.withName(unit.inWhole(i.name()))))
                        .toList(),
                // Those of a used file are looked through only to know what it uses.
                keep(!isPart, d.exports().stream().map(this::export)),
                keep(!isPart, d.imports().stream().map(this::imported)));
    }

    private static <T> List<T> keep(boolean wanted, Stream<T> all) {
        List<T> list = all.toList();
        return wanted ? list : List.of();
    }

    private Export export(Export e) {
        return e.withSignature(signature(e.signature()));
    }

    private Import imported(Import i) {
        return i.withSignature(signature(i.signature()));
    }

    @Override
    protected String name(String name, Place at) {
        if (!QualifiedName.isQualified(name)) {
            return unit.inWhole(name);
        }
        String namespace = QualifiedName.qualifier(name);
        mentioned.add(namespace);
        Optional<Optional<Unit>> used = Optional.ofNullable(unit.uses().get(namespace));
        if (used.isPresent()) {
            return used.get().map(file -> in(file, name, at)).orElseGet(() -> nothing(name));
        }
        if (flattened.contains(namespace)) {
            return name;
        }
        if (!refused.contains(namespace)) {
            noNamespace(namespace, at);
        }
        return nothing(name);
    }

    private String in(Unit file, String name, Place at) {
        String simple = QualifiedName.simple(name);
        Set<String> declared = file.declared();
        if (!declared.contains(simple)) {
            String namespace = QualifiedName.qualifier(name);
            report(
                    at,
                    "there is no `" + simple + "` in `" + namespace + "`",
                    suggestions
                            .nearest(simple, declared.stream())
                            .map(s -> "did you mean `" + namespace + "::" + s + "`?"));
            return nothing(name);
        }
        return file.inWhole(simple);
    }

    private void noNamespace(String namespace, Place at) {
        Stream<String> known = Stream.concat(unit.uses().keySet().stream(), flattened.stream());
        Optional<String> meant =
                suggestions.nearest(namespace, known.distinct()).map(s -> "did you mean `" + s + "`?");
        report(
                at,
                "there is no namespace `" + namespace + "`",
                meant.or(() -> Optional.of("say which file it is: `uses: {" + namespace + ": FILE.yaml}`")));
    }

    private void report(Place at, String message, Optional<String> help) {
        found.add(help.map(h -> Diagnostic.error(Code.UNKNOWN_NAME, at, message, h))
                .orElseGet(() -> Diagnostic.error(Code.UNKNOWN_NAME, at, message)));
    }

    /** A name of which no more is to be said. */
    private String nothing(String name) {
        unknown.add(name);
        return name;
    }
}
