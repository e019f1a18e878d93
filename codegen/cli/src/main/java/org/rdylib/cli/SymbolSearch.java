package org.rdylib.cli;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.rdylib.verifier.RequiredSymbol;
import org.rdylib.verifier.image.DefinedSymbols;

/**
 * What a library must define, looked for in its file and in the libraries that it needs.
 *
 * @param required what it must define
 * @param defined what of that is there
 * @param unknown what may be in a library that it needs, and that is not on this machine
 * @param unread those libraries
 */
record SymbolSearch(List<RequiredSymbol> required, Set<String> defined, Set<String> unknown, List<String> unread) {

    /** What C and C++ compilers link to everything: where it is not here, it is known to define nothing of a boundary's. */
    private static final List<String> RUNTIME = List.of(
            "libc.", "libm.", "libgcc_s.", "libstdc++.", "libpthread.", "libdl.", "librt.", "ld-linux", "ld-musl");

    /**
     * Looks.
     *
     * @param prefix the library's name, with which all its own symbols begin that are not named otherwise
     * @throws CommandException if the library's tables are damaged
     */
    static SymbolSearch of(LibraryFile library, List<RequiredSymbol> required, String prefix) {
        Set<String> symbols = required.stream().map(RequiredSymbol::symbol).collect(Collectors.toSet());
        DefinedSymbols found = library.defined(symbols);
        Set<String> unknown = new TreeSet<>();
        for (String symbol : symbols) {
            boolean isOwn = symbol.startsWith(prefix + "_");
            if (!found.found().contains(symbol)
                    && found.unread().stream().anyMatch(needed -> !isOwn || !isRuntime(needed))) {
                unknown.add(symbol);
            }
        }
        return new SymbolSearch(required, found.found(), unknown, found.unread());
    }

    private static boolean isRuntime(String needed) {
        return RUNTIME.stream().anyMatch(needed::startsWith);
    }

    /** What is nowhere. */
    List<RequiredSymbol> missing() {
        return required.stream()
                .filter(one -> !defined.contains(one.symbol()) && !unknown.contains(one.symbol()))
                .toList();
    }

    /** Why it is not known of some of them whether they are there. */
    String why() {
        return "does not define " + String.join(", ", unknown) + " itself, and of what it needs, "
                + String.join(", ", unread)
                + (unread.size() == 1 ? " is" : " are")
                + " not on this machine, or not where libraries are looked for: name the folder in LD_LIBRARY_PATH";
    }
}
