package org.rdylib.spec.internal;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Lists, of which a descriptor has so many short ones that the streams and iterators between them would cost more than
 * what they do.
 */
public final class Lists {

    private Lists() {}

    /** What {@code change} makes of each element, in order. */
    @SuppressWarnings("unchecked") // The array holds what was put there, and is not given away.
    public static <T, R> List<R> map(List<T> list, Function<? super T, ? extends R> change) {
        return switch (list.size()) {
            case 0 -> List.of();
            case 1 -> List.of(change.apply(list.getFirst()));
            case 2 -> List.of(change.apply(list.getFirst()), change.apply(list.getLast()));
            default -> {
                Object[] changed = new Object[list.size()];
                for (int i = 0; i < changed.length; i++) {
                    changed[i] = change.apply(list.get(i));
                }
                yield (List<R>) List.of(changed);
            }
        };
    }

    /** Gives each element of a list with constant access to {@code action}, in order. */
    public static <T> void forEach(List<T> list, Consumer<? super T> action) {
        for (int i = 0; i < list.size(); i++) {
            action.accept(list.get(i));
        }
    }
}
