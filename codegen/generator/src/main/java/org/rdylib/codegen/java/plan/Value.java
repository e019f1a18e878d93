package org.rdylib.codegen.java.plan;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.rdylib.spec.Evolution;
import org.rdylib.spec.Lifetime;
import org.rdylib.spec.Place;
import org.rdylib.spec.ScalarKind;
import org.rdylib.spec.Type;
import org.rdylib.spec.TypeDeclaration;

/**
 * What generated Java makes of a type at one place: the types of the language less those that the generator refuses,
 * and with one thing decided that depends on the place, whether what a reference points to is borrowed or copied.
 */
public sealed interface Value {
    /** The type, as layouts know it. */
    Type type();

    /** {@code u32}, {@code bool} …. */
    record Scalar(ScalarKind kind, Type type) implements Value {}

    /** {@code u128} or {@code i128}. */
    record Wide(boolean signed, Type type) implements Value {}

    /** {@code ()}, only as a result or in {@code Option} and {@code Result}. */
    record Unit(Type type) implements Value {}

    /** An enum without payloads: a Java enum. */
    record PlainEnum(TypeDeclaration.Enum declaration, Type type) implements Value {}

    /**
     * A struct or an enum with payloads: a record, or a sealed interface of records.
     *
     * @param dylib whether something in it lives for {@code 'dylib}, whatever the arguments
     * @param grows whether it, or something that it leads to, may have grown in the library's copy
     * @param lending what is lent with it as {@code &mut}
     */
    record Composite(
            TypeDeclaration declaration,
            List<Lifetime> arguments,
            Ownership ownership,
            boolean dylib,
            boolean grows,
            Lending lending,
            Type type)
            implements Value {
        /** The type as it is declared, with its own parameters for arguments. */
        public Composite generic() {
            List<Lifetime> own = declaration.lifetimes().stream()
                    .<Lifetime>map(parameter -> new Lifetime.Named(parameter.name(), parameter.at()))
                    .toList();
            return new Composite(declaration, own, ownership, dylib, grows, lending, type);
        }
    }

    /** Whether it is a struct that may have grown itself, and so has another size in the library's copy. */
    default boolean isGrowing() {
        return this instanceof Composite(TypeDeclaration.Struct struct, var _, var _, var _, var _, var _, var _)
                && struct.evolution() == Evolution.APPEND;
    }

    /** {@code &'a str} or {@code &'a CStr}. */
    record Text(Lifetime lifetime, boolean terminated, Holding holding, Type type) implements Value {}

    /** {@code &'a [T]}. */
    record Slice(Lifetime lifetime, Value element, Holding holding, Type type) implements Value {}

    /** {@code &'a T} of a {@code T} with a size. */
    record Ref(Lifetime lifetime, Value target, Holding holding, Type type) implements Value {}

    /**
     * {@code &'a mut T} of a {@code T} with a size, copied in and out of a call, or of the lifetime that it stays lent for.
     *
     * @param kept that lifetime; empty if it is lent for the length of a call
     */
    record Mut(Value target, Optional<Lifetime> kept, Type type) implements Value {}

    /** {@code &'a mut [T]}, the same. */
    record MutSlice(Lifetime lifetime, Value element, Optional<Lifetime> kept, Type type) implements Value {
        /** Whether it is a list in a place, rather than an array. */
        public boolean isList() {
            return !(element instanceof Scalar);
        }
    }

    /** {@code &'a mut str}, the same. */
    record MutText(Optional<Lifetime> kept, Type type) implements Value {}

    /**
     * {@code &'a mut T}, {@code &'a mut [T]} or {@code &'a mut str} within another type, copied in and out of a call.
     *
     * @param content what is in the place: the same as if it were copied behind a {@code &}
     */
    record MutWithin(Value content, Type type) implements Value {
        /** What the library may put something else in: it has to be freed of what it owns. */
        public Value target() {
            return switch (content) {
                case Ref r -> r.target();
                case Slice s -> s.element();
                case Value _ -> content;
            };
        }

        /** Whether it holds an array, which is changed itself. */
        public boolean isArray() {
            return content instanceof Slice s && s.element() instanceof Scalar;
        }
    }

    /**
     * {@code &'a mut T}, {@code &'a mut [T]} or {@code &'a mut str} that the library answers with: it is read and written where
     * it is.
     *
     * @param content what is there: the same as if it were borrowed behind a {@code &}
     */
    record MutViewed(Value content, Type type) implements Value {}

    /** {@code *const T} or {@code *mut T}. */
    record Pointer(Type type) implements Value {}

    /** {@code Option<T>}. */
    record Option(Value value, Type type) implements Value {
        /** Whether it is a {@code &mut} that may be missing. */
        @Override
        public boolean isPlace() {
            return value.isPlace();
        }
    }

    /** {@code Result<T, E>}. */
    record Result(Value ok, Value err, Type type) implements Value {}

    /** {@code (A, B)}. */
    record Tuple(List<Value> elements, Type type) implements Value {}

    /** {@code [T; N]}. */
    record Array(Value element, long length, Type type) implements Value {}

    /** {@code String} or, if it does not grow, {@code Box<str>}: copied, and freed by its maker. */
    record OwnedText(boolean growing, Type type) implements Value {}

    /** {@code Vec<T>} or, if it does not grow, {@code Box<[T]>}: copied, and freed by its maker. */
    record Vector(Value element, boolean growing, Type type) implements Value {}

    /** {@code Box<T>} or, if it is counted, {@code Arc<T>} of a {@code T} with a size: copied, and freed by its maker. */
    record Boxed(Value target, boolean counted, Type type) implements Value {}

    /**
     * {@code &'l (dyn I<'x> + 'a)} or {@code &'l mut}: an object that is lent.
     *
     * @param kept the lifetime that it may be kept for; empty if it is passed for the length of a call
     */
    record LentObject(Type.InterfaceObject object, boolean exclusive, Optional<Lifetime> kept, Type type)
            implements Value {}

    /**
     * {@code &'l (dyn I<'x> + 'a)} or {@code &'l mut} in what comes out of the library, or within something else: an object that
     * is lent for a lifetime.
     *
     * @param lifetime that of the reference
     */
    record ViewedObject(Type.InterfaceObject object, boolean exclusive, Lifetime lifetime, Type type)
            implements Value {}

    /** {@code Box<dyn I<'x> + 'a>}, or {@code Arc}, of which there is a count. */
    record BoxedObject(Type.InterfaceObject object, boolean counted, Type type) implements Value {}

    /** How an opaque value is had. */
    enum Having {
        /** {@code Box<H>}, which comes out of the library or is given back to it, also as the answer of a callback. */
        OWNED,
        /** {@code &H} that is passed to the library for a call, or kept by it. */
        LENT,
        /** {@code &mut H} that is passed to the library for a call, or kept by it. */
        LENT_EXCLUSIVELY,
        /** {@code &H} that comes out of the library, or that it is lent within something else or as the answer of a callback. */
        VIEWED,
        /** {@code &mut H} that a callback is lent, or given for longer, or that the library is lent within something else. */
        VIEWED_EXCLUSIVELY
    }

    /**
     * An opaque value.
     *
     * @param reference the lifetime of {@code &'a H}
     * @param kept the lifetime that it stays lent for; empty if it is passed for the length of a call, or if it is {@code &H}
     *     and what is made of it decides how long that is
     */
    record Opaque(
            TypeDeclaration.Opaque declaration,
            List<Lifetime> arguments,
            Optional<Lifetime> reference,
            Having having,
            Optional<Lifetime> kept,
            Type type)
            implements Value {
        /** The same where it stays lent. */
        Opaque keptFor(Lifetime lifetime) {
            return new Opaque(declaration, arguments, reference, having, Optional.of(lifetime), type);
        }

        /**
         * The indexes of the lifetimes that it was made with and that cannot be shortened: all of them behind {@code &mut}, where
         * the library may leave what lives for no longer than it is told.
         */
        public IntStream fixed() {
            return IntStream.range(0, arguments.size())
                    .filter(i -> having == Having.LENT_EXCLUSIVELY
                            || !declaration.isCovariantIn(
                                    declaration.lifetimes().get(i)));
        }
    }

    /**
     * {@code &'a mut dyn FnMut(A) -> R} or {@code &'a dyn Fn(A) -> R}.
     *
     * @param kept the lifetime that it may be kept for; empty if it is passed for the length of a call
     */
    record Called(Callback callback, Type.Closure closure, boolean exclusive, Optional<Lifetime> kept, Type type)
            implements Value {}

    /**
     * {@code &'l (dyn Fn(A) -> R + 'a)} or {@code &'l mut} in what comes out of the library, or within something else: a closure
     * that is lent for a lifetime.
     *
     * @param lifetime that of the reference
     */
    record ViewedClosure(Callback callback, Type.Closure closure, boolean exclusive, Lifetime lifetime, Type type)
            implements Value {}

    /** {@code Box<dyn FnMut(A) -> R + 'a>} and the like, or {@code Arc}. */
    record BoxedClosure(Callback callback, Type.Closure closure, boolean counted, Type type) implements Value {}

    /**
     * {@code fn(A) -> R}, code without data.
     *
     * @param closure the same as a closure's type
     */
    record Function(Callback callback, Type.Closure closure, Type type) implements Value {}

    /** Whether a Java value holds on to memory that is not Java's. */
    enum Holding {
        /** It views the memory, and belongs to the region of its lifetime. */
        BORROWED,
        /** It is plain Java; the memory is only read, or only lives, during a call. */
        COPIED,
        /** It is plain Java with objects or closures in it; what the library is passed lives as long as its lifetime. */
        KEPT
    }

    /** What is said of the object that it is, if it is one. */
    default Optional<Type.InterfaceObject> asObject() {
        return switch (this) {
            case LentObject(Type.InterfaceObject object, boolean _, var _, Type _) -> Optional.of(object);
            case BoxedObject(Type.InterfaceObject object, boolean _, Type _) -> Optional.of(object);
            case Value _ -> Optional.empty();
        };
    }

    /** Whether it is a {@code &mut} that is a parameter of its own. */
    default boolean isPlace() {
        return this instanceof Mut || this instanceof MutSlice || this instanceof MutText;
    }

    /** The lifetime for which it is kept after the call, if it is lent beyond that. */
    default Optional<Lifetime> kept() {
        return this instanceof Option(Value inner, Type _) ? inner.kept() : Optional.empty();
    }

    /** Where it is written. */
    default Place at() {
        return type().at();
    }
}
