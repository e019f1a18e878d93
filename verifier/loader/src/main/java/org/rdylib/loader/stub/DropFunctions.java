package org.rdylib.loader.stub;

import java.lang.foreign.MemorySegment;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

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

    /**
     * Finds them.
     *
     * @param linked where a symbol is, or what is thrown where it is nowhere
     */
    void bind(Function<String, MemorySegment> linked) {
        addresses = symbols.stream()
                .collect(Collectors.toUnmodifiableMap(
                        symbol -> symbol, symbol -> linked.apply(symbol).address()));
    }
}
