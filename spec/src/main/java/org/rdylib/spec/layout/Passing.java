package org.rdylib.spec.layout;

import java.util.List;
import org.rdylib.spec.Type;

/** How an argument is passed to a function, as parameters of the C function below. */
public sealed interface Passing {

    /** As one parameter, by value, of the type's own C type. */
    record ByValue(Type type) implements Passing {}

    /** As two parameters, a word each: slices, text, objects and closures. */
    record InTwoWords(Word first, Word second) implements Passing {}

    /**
     * How an argument of that type is passed.
     *
     * @param type of a parameter, not of a receiver, which is one address
     */
    static Passing of(Type type) {
        List<Word> words = Words.of(type);
        return words.size() == 2 && !isOwnedValue(type)
                ? new InTwoWords(words.getFirst(), words.getLast())
                : new ByValue(type);
    }

    /** {@code Box<T>} and {@code Arc<T>} of a T with a size are structs that happen to have two words. */
    private static boolean isOwnedValue(Type type) {
        return switch (type) {
            case Type.Option o -> isOwnedValue(o.value());
            case Type.Boxed b -> !isObject(b.target());
            case Type.Shared s -> !isObject(s.target());
            case Type _ -> false;
        };
    }

    private static boolean isObject(Type type) {
        return type instanceof Type.InterfaceObject || type instanceof Type.Closure;
    }
}
