package org.rdylib.loader.stub;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * The functions that end opaque values of types that only the library's own copy knows. What they end is known when that copy
 * is read, and where they are when the library has been linked.
 */
final class DropFunctions {

    private final Set<String> symbols = new HashSet<>();
    private Map<String, Long> addresses = Map.of();

    /** What frees a {@code Box<H>}, by the function of that symbol. */
    Owned.Freer freer(String symbol) {
        symbols.add(symbol);
        return at -> Owned.end(addresses.getOrDefault(symbol, 0L), at);
    }

    /** Their symbols. */
    Set<String> symbols() {
        return symbols;
    }

    /** Where they are, once they are found: by symbol. */
    void bind(Map<String, Long> found) {
        addresses = Map.copyOf(found);
    }
}
