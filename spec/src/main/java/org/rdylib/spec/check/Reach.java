package org.rdylib.spec.check;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import org.rdylib.spec.ClosureKind;
import org.rdylib.spec.Declarations;
import org.rdylib.spec.Method;
import org.rdylib.spec.Mutability;
import org.rdylib.spec.Receiver;
import org.rdylib.spec.Type;
import org.rdylib.spec.TypeDeclaration;
import org.rdylib.spec.Types;

/**
 * Where one gets from values that one holds: by owned parts and {@code &mut} alone, or past something shared ({@code &},
 * {@code Arc}). Type expressions are told apart by their occurrence, declared types by their name.
 */
final class Reach {

    private static final int OWNED = 1;
    private static final int SHARED = 2;

    private final Declarations declarations;
    /** Whether what is callable on the way is called, and its result walked on. */
    private final boolean calling;

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

    /** Whether {@code type}, this occurrence of it, is reached without anything shared on the way. */
    boolean isOwned(Type type) {
        return (reached.getOrDefault(type, 0) & OWNED) != 0;
    }

    /** Whether it is reached past something shared. */
    boolean isShared(Type type) {
        return (reached.getOrDefault(type, 0) & SHARED) != 0;
    }

    private void reach(Type type, int how) {
        int before = reached.getOrDefault(type, 0);
        if ((before & how) == 0) {
            reached.put(type, before | how);
            open.push(new Step(type, how));
        }
    }

    private void walk(Type type, int how) {
        switch (type) {
            case Type.Reference r -> reach(r.target(), r.mutability() == Mutability.SHARED ? SHARED : how);
            case Type.Shared s -> reach(s.target(), SHARED);
            case Type.Named n -> declaration(declarations.type(n.name()), how);
            // Opaque: no path leads on.
            case Type.Handle _ -> {}
            case Type.Function f -> called(f.signature().result(), how, true);
            case Type.Closure c -> called(c.signature().result(), how, c.kind() == ClosureKind.FN);
            case Type.InterfaceObject o ->
                methods(o).forEach(m -> called(m.signature().result(), how, isShared(m)));
            // What a raw pointer leads to is for the author of unsafe code to know.
            case Type.Pointer _ -> {}
            case Type.Tuple _, Type.Array _, Type.Slice _, Type.Option _, Type.Result _, Type.Boxed _ ->
                Types.forEachPart(type, t -> reach(t, how));
            case Type.Vector v -> reach(v.element(), how);
            case Type.Scalar _, Type.Unit _, Type.Str _, Type.CStr _, Type.Text _ -> {}
        }
    }

    private void declaration(TypeDeclaration declaration, int how) {
        int before = reached.getOrDefault(declaration, 0);
        if ((before & how) == 0) {
            reached.put(declaration, before | how);
            Types.forEachField(declaration, t -> reach(t, how));
        }
    }

    /** The result of a call that needs exclusive access, unless {@code always}. */
    private void called(Type result, int how, boolean always) {
        if (calling && (always || how == OWNED)) {
            reach(result, how);
        }
    }

    private List<Method> methods(Type.InterfaceObject object) {
        return declarations.interfaceNamed(object.name()).methods();
    }

    private static boolean isShared(Method method) {
        return method.signature()
                .receiver()
                .map(r -> r.kind() == Receiver.Kind.SHARED)
                .orElse(true);
    }
}
