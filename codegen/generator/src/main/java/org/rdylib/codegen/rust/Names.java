package org.rdylib.codegen.rust;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.rdylib.spec.Descriptor;
import org.rdylib.spec.Import;
import org.rdylib.spec.InterfaceDeclaration;
import org.rdylib.spec.TypeDeclaration;

/**
 * What each part of a generated module is called. This is the one place where the descriptor's names meet those of Rust
 * and of the module itself: types, interfaces and imports are called as they are; what the generator adds gets
 * underscores where they have taken its name; and what they shadow of the standard library is written with its path.
 * (The language takes no keyword of Rust for a name.)
 */
final class Names {

    private static final Map<String, String> STANDARD = Map.ofEntries(
            Map.entry("Option", "::core::option"),
            Map.entry("Result", "::core::result"),
            Map.entry("Box", "::std::boxed"),
            Map.entry("Vec", "::std::vec"),
            Map.entry("String", "::std::string"),
            Map.entry("Arc", "::std::sync"),
            Map.entry("CStr", "::core::ffi"),
            Map.entry("Fn", "::core::ops"),
            Map.entry("FnMut", "::core::ops"),
            Map.entry("FnOnce", "::core::ops"),
            Map.entry("Future", "::core::future"),
            Map.entry("Pin", "::core::pin"),
            Map.entry("Copy", "::core::marker"),
            Map.entry("Send", "::core::marker"),
            Map.entry("Sync", "::core::marker"));

    private static final List<String> CONSTANTS = List.of("EXPORTS", "BINDING", "ANNOTATIONS", "SHA256", "NOTE");

    /**
     * What a name was made for. Two owners may want one name, where it is made of theirs: {@code ReadFile} and {@code
     * Read_File} are both {@code read_file}.
     */
    record Owner(String kind, String name) {}

    private final Descriptor descriptor;
    private final Scope types = new Scope();
    private final Scope values = new Scope();
    private final String exportsTrait;
    private final Map<String, String> own = new HashMap<>();
    private final SortedMap<String, String> used = new TreeMap<>();

    Names(Descriptor descriptor) {
        this.descriptor = descriptor;
        descriptor.types().stream().map(TypeDeclaration::name).forEach(types::take);
        descriptor.interfaces().stream().map(InterfaceDeclaration::name).forEach(types::take);
        descriptor.imports().stream().map(Import::name).forEach(values::take);
        String library = pascal(descriptor.library());
        this.exportsTrait = types.take(isDeclared(library) ? library + "Exports" : library);
    }

    /** A type, trait or module of the generator's own: {@code wanted}, or what comes next to it. */
    String type(String wanted) {
        return own.computeIfAbsent("type " + wanted, _ -> types.take(wanted));
    }

    /** A type of the generator's own that belongs to {@code owner}; no other owner's is called like it. */
    String type(String wanted, Owner owner) {
        return own.computeIfAbsent(owner + " type", _ -> types.take(wanted));
    }

    /** A function of the generator's own that belongs to {@code owner}; no other owner's is called like it. */
    String value(String wanted, Owner owner) {
        return own.computeIfAbsent(owner + " value", _ -> values.take(wanted));
    }

    /** A type parameter of the generator's own, to which no type or trait is another meaning. */
    String parameter(String wanted) {
        return type(wanted);
    }

    /** A function or static of the generator's own. */
    String value(String wanted) {
        return own.computeIfAbsent("value " + wanted, _ -> values.take(wanted));
    }

    /** The trait that an author implements for the exports: the library's name as Rust writes types. */
    String exportsTrait() {
        return exportsTrait;
    }

    private boolean isDeclared(String name) {
        return descriptor.types().stream().anyMatch(t -> t.name().equals(name))
                || descriptor.interfaces().stream().anyMatch(i -> i.name().equals(name));
    }

    /**
     * The names of a function's parameters. Where one is called like a constant or what is made as {@code Some(1)} is,
     * Rust would not declare it, but match it.
     *
     * @param taken what else is declared there
     */
    Scope parameters(String... taken) {
        Stream<String> constructors = Stream.of("Some", "None", "Ok", "Err", type("Token"));
        Stream<String> constants = Stream.concat(CONSTANTS.stream(), Stream.of(descriptor.importsSymbol()))
                .map(this::value);
        Stream<String> declared = descriptor.types().stream()
                .filter(t -> AppendEnumsWriter.isAppend(t) || t instanceof TypeDeclaration.Opaque)
                .map(TypeDeclaration::name);
        return new Scope(Stream.of(constructors, constants, declared, Stream.of(taken))
                .flatMap(names -> names)
                .distinct()
                .toArray(String[]::new));
    }

    /** A name of the standard library as the module writes it. */
    String std(String name) {
        String path = Optional.ofNullable(STANDARD.get(name)).orElseThrow();
        if (isDeclared(name) || name.equals(exportsTrait)) {
            return path + "::" + name;
        }
        used.put(path + "::" + name, name);
        return name;
    }

    /** The paths of what {@link #std} has given so far without its path. */
    Iterable<String> imported() {
        return used.keySet();
    }

    /** A name as Rust writes types: {@code word_count} is {@code WordCount}. */
    static String pascal(String name) {
        StringBuilder pascal = new StringBuilder();
        for (String word : name.split("_", -1)) {
            if (!word.isEmpty()) {
                pascal.append(Character.toUpperCase(word.charAt(0))).append(word, 1, word.length());
            }
        }
        boolean isName = !pascal.isEmpty() && !Character.isDigit(pascal.charAt(0));
        return isName && !pascal.toString().equals("Self") ? pascal.toString() : "Library" + pascal;
    }

    /** A type's or library's name as Rust writes functions: {@code WordCount} is {@code word_count}. */
    static String snake(String name) {
        return name.replaceAll("(?<=[a-z0-9])(?=[A-Z])", "_").toLowerCase(Locale.ROOT);
    }
}
