package org.rdylib.conformance.lifetimes;

import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.rdylib.spec.Descriptor;
import org.rdylib.spec.Lifetime;
import org.rdylib.spec.LifetimeParameter;
import org.rdylib.spec.Signature;
import org.rdylib.spec.Type;

/** Where {@code for<'z>} stands. */
final class Binders {

    private Binders() {}

    /** Whether some function or closure type of the descriptor is generic. */
    static boolean in(Descriptor descriptor) {
        return any(descriptor, s -> !s.lifetimes().isEmpty());
    }

    /** Whether some function or closure type of the descriptor implies a bound of a lifetime that it binds. */
    static boolean withImpliedBounds(Descriptor descriptor) {
        var bounds = new ImpliedBounds(descriptor);
        return any(descriptor, s -> {
            Set<String> own =
                    s.lifetimes().stream().map(LifetimeParameter::name).collect(Collectors.toSet());
            return bounds.of(s).stream().anyMatch(o -> isIn(own, o.longer()) || isIn(own, o.shorter()));
        });
    }

    private static boolean isIn(Set<String> names, Lifetime l) {
        return l instanceof Lifetime.Named n && names.contains(n.name());
    }

    private static boolean any(Descriptor descriptor, Predicate<Signature> wanted) {
        return TypeSearch.anyIn(descriptor, type -> switch (type) {
            case Type.Function f -> wanted.test(f.signature());
            case Type.Closure c -> wanted.test(c.signature());
            case Type _ -> false;
        });
    }
}
