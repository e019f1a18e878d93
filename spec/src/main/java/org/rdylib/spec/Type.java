package org.rdylib.spec;

import java.util.List;
import java.util.Set;

/**
 * A type expression.
 *
 * <p>{@link Slice}, {@link Str}, {@link CStr}, {@link InterfaceObject} and {@link Closure} have no size of their own
 * and stand only behind {@link Reference}, {@link Boxed} or {@link Shared}.
 */
public sealed interface Type {

    /** Where it is written. */
    Place at();

    /** A scalar such as {@code u32}. */
    record Scalar(ScalarKind kind, Place at) implements Type {}

    /** {@code ()}: no value. */
    record Unit(Place at) implements Type {}

    /** {@code (A, B)}, two elements or more, or {@code (A,)}. */
    record Tuple(List<Type> elements, Place at) implements Type {
        public Tuple {
            elements = List.copyOf(elements);
        }
    }

    /** {@code [T; N]}. */
    record Array(Type element, long length, Place at) implements Type {}

    /** {@code &'a T} or {@code &'a mut T}. */
    record Reference(Lifetime lifetime, Mutability mutability, Type target, Place at) implements Type {}

    /** {@code *const T} or {@code *mut T}. */
    record Pointer(Mutability mutability, Type target, Place at) implements Type {}

    /** {@code [T]}. */
    record Slice(Type element, Place at) implements Type {}

    /** {@code str}: UTF-8 text. */
    record Str(Place at) implements Type {}

    /** {@code CStr}: NUL-terminated bytes, one pointer wide behind a reference. */
    record CStr(Place at) implements Type {}

    /** A declared struct, enum or opaque type with its lifetime arguments. */
    record Named(String name, List<Lifetime> arguments, Place at) implements Type {
        public Named {
            arguments = List.copyOf(arguments);
        }
    }

    /** {@code Option<T>}. */
    record Option(Type value, Place at) implements Type {}

    /** {@code Result<T, E>}. */
    record Result(Type ok, Type err, Place at) implements Type {}

    /** {@code Box<T>}: owned, freed by its maker's function. */
    record Boxed(Type target, Place at) implements Type {}

    /**
     * {@code Box<H>} of an opaque H: the one pointer that C hands out, freed by the function that H's {@code drop:} names.
     * Only the checker makes one, of what is read as {@link Boxed}.
     */
    record Handle(Named target, Place at) implements Type {}

    /** {@code Arc<T>}: shared, counted by its maker's functions. */
    record Shared(Type target, Place at) implements Type {}

    /** {@code Vec<T>}. */
    record Vector(Type element, Place at) implements Type {}

    /** {@code String}. */
    record Text(Place at) implements Type {}

    /**
     * {@code for<'z> fn(&'z A) -> R}, optionally {@code + 'a}.
     *
     * @param bound how long the code lives; {@code 'static} where none is written
     */
    record Function(Signature signature, Lifetime bound, Place at) implements Type {}

    /** {@code dyn I<'x> + Send + 'a}. */
    record InterfaceObject(String name, List<Lifetime> arguments, Set<Bound> bounds, Lifetime bound, Place at)
            implements Type {
        public InterfaceObject {
            arguments = List.copyOf(arguments);
            bounds = Set.copyOf(bounds);
        }
    }

    /**
     * {@code dyn for<'z> FnMut(&'z A) -> R + Send + 'a}, or {@code dyn Future<Output = R> + 'a}, whose signature has
     * nothing but its result.
     */
    record Closure(ClosureKind kind, Signature signature, Set<Bound> bounds, Lifetime bound, Place at) implements Type {
        public Closure {
            bounds = Set.copyOf(bounds);
        }
    }
}
