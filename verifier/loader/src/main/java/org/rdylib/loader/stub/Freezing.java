package org.rdylib.loader.stub;

import java.util.List;
import java.util.Optional;
import org.rdylib.loader.MutSlice;
import org.rdylib.loader.Pair;
import org.rdylib.loader.Result;
import org.rdylib.loader.Slice;
import org.rdylib.loader.Triple;

/** How what contains the caller's lists is copied: whatever is made of them. */
final class Freezing {

    private Freezing() {}

    /**
     * An equal value of its kind, in which no list is the caller's.
     *
     * @throws NullPointerException if an element of a list is null
     */
    static Object copy(Object value, String place) {
        return switch (value) {
            case Slice<?> slice -> slice;
            case MutSlice<?> slice -> slice;
            case List<?> list ->
                Slices.copyOf(list, place).stream()
                        .map(element -> copy(element, place))
                        .toList();
            case Optional<?> option -> option.map(some -> copy(some, place));
            case Pair<?, ?>(var first, var second) -> new Pair<>(copy(first, place), copy(second, place));
            case Triple<?, ?, ?>(var first, var second, var third) ->
                new Triple<>(copy(first, place), copy(second, place), copy(third, place));
            case Result.Ok<?, ?>(var ok) -> Result.ok(copy(ok, place));
            case Result.Err<?, ?>(var error) -> Result.err(copy(error, place));
            default -> value;
        };
    }
}
