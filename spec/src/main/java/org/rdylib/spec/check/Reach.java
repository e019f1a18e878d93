package org.rdylib.spec.check;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import org.rdylib.spec.ClosureKind;
import org.rdylib.spec.Declarations;
import org.rdylib.spec.InterfaceDeclaration;
import org.rdylib.spec.Method;
import org.rdylib.spec.Mutability;
import org.rdylib.spec.Receiver;
import org.rdylib.spec.Type;
import org.rdylib.spec.TypeDeclaration;
import org.rdylib.spec.Types;

/**
 * To which {@code dyn FnMut} one gets from values that one holds: by owned parts and {@code &mut} alone, or past something
 * shared ({@code &}, {@code Arc}). Closures are told apart by their occurrence, declared types and interfaces by their name.
 */
final class Reach {

    private static final int OWNED = 1;
    private static final int SHARED = 2;

    private final Declarations declarations;
    /** Whether what is callable on the way is called, and its result walked on. */
    private final boolean calling;

    /**
     * How each declaration and each {@code dyn FnMut} was reached. Of other occurrences nobody asks, and only the type that
     * one is a part of leads to it, so that no way is walked again and again without these.
     */
    private final IdentityHashMap<Object, Integer> reached = new IdentityHashMap<>();

    private final Deque<Step> open = new ArrayDeque<>();

    private record Step(Type type, int how) {}

    Reach(Declarations declarations, boolean calling) {
        this.declarations = declarations;
        this.calling = calling;
    }

    /** Walks from {@code roots}, which are held by value; gives back how many steps that took. */
    long from(List<Type> roots) {
        roots.forEach(t -> reach(t, OWNED));
        long steps = 0;
        while (!open.isEmpty()) {
            Step step = open.pop();
            steps++;
            walk(step.type(), step.how());
        }
        return steps;
    }

    /** Whether {@code closure}, this occurrence of it, is reached without anything shared on the way. */
    boolean isOwned(Type.Closure closure) {
        return (reached.getOrDefault(closure, 0) & OWNED) != 0;
    }

    /** Whether it is reached past something shared. */
    boolean isShared(Type.Closure closure) {
        return (reached.getOrDefault(closure, 0) & SHARED) != 0;
    }

    private void reach(Type type, int how) {
        open.push(new Step(type, how));
    }

    /** Whether it is for the first time that this is reached so. */
    private boolean isNew(Object what, int how) {
        int before = reached.getOrDefault(what, 0);
        if ((before & how) != 0) {
            return false;
        }
        reached.put(what, before | how);
        return true;
    }

    private void walk(Type type, int how) {
        switch (type) {
            case Type.Reference r -> reach(r.target(), r.mutability() == Mutability.SHARED ? SHARED : how);
            case Type.Shared s -> reach(s.target(), SHARED);
            case Type.Named n -> declaration(declarations.type(n.name()), how);
            // Opaque: no path leads on.
            case Type.Handle _ -> {}
            case Type.Function f -> called(f.signature().result(), how, true);
            case Type.Closure c -> {
                if (c.kind() == ClosureKind.FN_MUT) {
                    isNew(c, how);
                }
                called(c.signature().result(), how, c.kind() == ClosureKind.FN);
            }
            case Type.InterfaceObject o -> object(declarations.interfaceNamed(o.name()), how);
            // What a raw pointer leads to is for the author of unsafe code to know.
            case Type.Pointer _ -> {}
            case Type.Tuple _, Type.Array _, Type.Slice _, Type.Option _, Type.Result _, Type.Boxed _ ->
                Types.forEachPart(type, t -> reach(t, how));
            case Type.Vector v -> reach(v.element(), how);
            case Type.Scalar _, Type.Unit _, Type.Str _, Type.CStr _, Type.Text _ -> {}
        }
    }

    private void declaration(TypeDeclaration declaration, int how) {
        if (isNew(declaration, how)) {
            Types.forEachField(declaration, t -> reach(t, how));
        }
    }

    private void object(InterfaceDeclaration declaration, int how) {
        if (calling && isNew(declaration, how)) {
            declaration.methods().forEach(m -> called(m.signature().result(), how, isShared(m)));
        }
    }

    /** The result of a call that needs exclusive access, unless {@code always}. */
    private void called(Type result, int how, boolean always) {
        if (calling && (always || how == OWNED)) {
            reach(result, how);
        }
    }

    private static boolean isShared(Method method) {
        return method.signature()
                .receiver()
                .map(r -> r.kind() == Receiver.Kind.SHARED)
                .orElse(true);
    }
}
