package org.rdylib.codegen.java.plan;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.rdylib.spec.Declarations;
import org.rdylib.spec.Mutability;
import org.rdylib.spec.Type;
import org.rdylib.spec.Types;
import org.rdylib.spec.check.CheckedDescriptor;

/** What whoever gets a value has to free with it. What lies behind a reference is not the value's own. */
public enum Ownership {
    /** Nothing. */
    NOTHING,
    /** Memory of owned values. */
    MEMORY,
    /** Objects, and maybe memory. */
    OBJECTS;

    /** Of a value that has been resolved. */
    public static Ownership of(Value value) {
        return switch (value) {
            case Value.Scalar _, Value.Unit _, Value.PlainEnum _, Value.Text _ -> NOTHING;
            case Value.Mut _, Value.MutSlice _, Value.Pointer _, Value.Called _ -> NOTHING;
            case Value.Slice s -> behind(s.element());
            case Value.Ref r -> behind(r.target());
            case Value.LentObject _, Value.Wide _, Value.MutText _, Value.MutWithin _, Value.MutViewed _ -> NOTHING;
            case Value.Composite c -> c.ownership();
            case Value.OwnedText _ -> MEMORY;
            case Value.Vector v -> MEMORY.and(of(v.element()));
            case Value.Boxed b -> MEMORY.and(of(b.target()));
            // Of a function and of what is lent there is nothing to drop, but what it is read into knows its library.
            case Value.BoxedObject _, Value.BoxedClosure _, Value.Function _ -> OBJECTS;
            case Value.ViewedObject _, Value.ViewedClosure _ -> OBJECTS;
            case Value.Opaque o ->
                switch (o.having()) {
                    case OWNED, VIEWED, VIEWED_EXCLUSIVELY -> OBJECTS;
                    case LENT, LENT_EXCLUSIVELY -> NOTHING;
                };
            case Value.Option o -> of(o.value());
            case Value.Result r -> of(r.ok()).and(of(r.err()));
            case Value.Tuple t -> t.elements().stream().map(Ownership::of).reduce(NOTHING, Ownership::and);
            case Value.Array a -> of(a.element());
        };
    }

    /** What is behind a reference is only lent, which matters of objects alone. */
    private static Ownership behind(Value target) {
        return of(target) == OBJECTS ? OBJECTS : NOTHING;
    }

    /**
     * A type that is looked at.
     *
     * @param behind whether it is behind a reference
     */
    private record Open(Type type, boolean behind) {}

    /** A declared type, of which the fields have been looked at. */
    private record Seen(String type, boolean behind) {}

    /** Of a type, with all that it is made of: it may contain itself. */
    public static Ownership of(Type type, Declarations declarations) {
        Ownership found = NOTHING;
        Set<Seen> seen = new HashSet<>();
        Deque<Open> open = new ArrayDeque<>();
        open.push(new Open(type, false));
        while (!open.isEmpty() && found != OBJECTS) {
            Open next = open.pop();
            found = found.and(next.behind() ? lent(next.type(), declarations) : itself(next.type(), declarations));
            if (isView(next.type(), declarations)) {
                Types.parts(next.type()).forEach(part -> open.push(new Open(part, true)));
            }
            parts(next.type()).forEach(part -> open.push(new Open(part, next.behind())));
            if (next.type() instanceof Type.Named named && seen.add(new Seen(named.name(), next.behind()))) {
                Types.forEachField(declarations.type(named.name()), field -> open.push(new Open(field, next.behind())));
            }
        }
        return found;
    }

    /** Whether a type is a reference to something that is read through it, rather than used where it is. */
    static boolean isView(Type type, Declarations declarations) {
        return type instanceof Type.Reference r
                && r.mutability() == Mutability.SHARED
                && !InPlace.isReference(type, declarations);
    }

    private static Ownership lent(Type type, Declarations declarations) {
        return InPlace.of(type, true, declarations).isPresent() ? OBJECTS : NOTHING;
    }

    /** What whoever has a value of a type has with it. */
    static List<Type> parts(Type type) {
        return switch (type) {
            case Type.Boxed _, Type.Shared _, Type.Vector _, Type.Slice _ -> Types.parts(type);
            case Type other -> Types.inlineParts(other);
        };
    }

    private static Ownership itself(Type type, Declarations declarations) {
        return switch (type) {
            case Type.InterfaceObject _, Type.Closure _, Type.Handle _, Type.Function _ -> OBJECTS;
            case Type.Reference _ -> lent(type, declarations);
            case Type.Boxed _, Type.Shared _, Type.Vector _, Type.Text _ -> MEMORY;
            case Type.Scalar _, Type.Unit _, Type.Named _, Type.Tuple _, Type.Array _, Type.Option _ -> NOTHING;
            case Type.Result _, Type.Pointer _ -> NOTHING;
            case Type.Slice _, Type.Str _, Type.CStr _ -> NOTHING;
        };
    }

    /**
     * Whether Java can put a value in the place of one of the library's, which it frees. Of what may have grown Java does not know
     * all that there is to free, and an object that it was given stays in its place.
     */
    static boolean canBeReplaced(Type type, CheckedDescriptor declarations) {
        return switch (of(type, declarations)) {
            case NOTHING -> true;
            case MEMORY -> !Growing.reaches(type, declarations);
            case OBJECTS -> false;
        };
    }

    /** Of a value made of two. */
    private Ownership and(Ownership other) {
        return compareTo(other) < 0 ? other : this;
    }
}
