package org.rdylib.spec.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Lists, where there are so many short ones that the streams between them would cost more than what they do. */
public final class Lists {

    private Lists() {}

    /** What {@code change} makes of each element, in order. */
    public static <T, R> List<R> map(List<T> list, Function<? super T, ? extends R> change) {
        return switch (list.size()) {
            case 0 -> List.of();
            case 1 -> List.of(change.apply(list.getFirst()));
            default -> {
                List<R> changed = new ArrayList<>(list.size());
                for (T element : list) {
                    changed.add(change.apply(element));
                }
                yield List.copyOf(changed);
            }
        };
    }
}
