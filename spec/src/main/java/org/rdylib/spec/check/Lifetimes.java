package org.rdylib.spec.check;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.rdylib.spec.ClosureKind;
import org.rdylib.spec.Lifetime;
import org.rdylib.spec.Place;
import org.rdylib.spec.Type;
import org.rdylib.spec.Types;

/** Lifetimes within types. */
final class Lifetimes {

    private Lifetimes() {}

    /** The same lifetime, said to stand at {@code at}. */
    static Lifetime at(Lifetime lifetime, Place at) {
        return switch (lifetime) {
            case Lifetime.Static _ -> new Lifetime.Static(at);
            case Lifetime.Dylib _ -> new Lifetime.Dylib(at);
            case Lifetime.Named(var name, var _) -> new Lifetime.Named(name, at);
            case Lifetime.Elided _ -> new Lifetime.Elided(at);
            case Lifetime.Omitted _ -> new Lifetime.Omitted(at);
        };
    }

    /**
     * The lifetimes of a parameter that an elided result may borrow from: all but those within function and closure
     * types. (rustc 1.95 does not count them, those of enclosing binders included.) The {@code 'static} of a function
     * type, which Rust cannot write, is none either.
     */
    static List<Lifetime> borrowable(Type written) {
        List<Lifetime> found = new ArrayList<>();
        Deque<Type> open = new ArrayDeque<>();
        open.push(written);
        while (!open.isEmpty()) {
            Type next = open.pop();
            if (!(next instanceof Type.Function f && f.bound() instanceof Lifetime.Static)) {
                found.addAll(Types.lifetimes(next));
            }
            boolean isCalled =
                    next instanceof Type.Function || (next instanceof Type.Closure c && c.kind() != ClosureKind.FUTURE);
            if (!isCalled) {
                Types.parts(next).reversed().forEach(open::push);
            }
        }
        return found;
    }
}
