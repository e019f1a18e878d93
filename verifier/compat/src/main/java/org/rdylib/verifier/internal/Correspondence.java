package org.rdylib.verifier.internal;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.rdylib.spec.Lifetime;
import org.rdylib.spec.LifetimeParameter;
import org.rdylib.spec.Signature;
import org.rdylib.spec.Type;
import org.rdylib.spec.Types;

/**
 * Which lifetime of one {@code for<>} stands where another's does: each with the first that it meets at the same
 * position, one with one.
 */
record Correspondence(Map<String, String> ofGiven) {

    Correspondence {
        ofGiven = Map.copyOf(ofGiven);
    }

    static Correspondence of(Signature given, Signature wanted) {
        List<Lifetime> here = inOrder(given);
        List<Lifetime> there = inOrder(wanted);
        Set<String> bound = new HashSet<>();
        given.lifetimes().forEach(l -> bound.add(l.name()));
        Set<String> free = new HashSet<>();
        wanted.lifetimes().stream().map(LifetimeParameter::name).forEach(free::add);
        Map<String, String> pairs = new HashMap<>();
        for (int i = 0; i < Math.min(here.size(), there.size()); i++) {
            if (here.get(i) instanceof Lifetime.Named g
                    && there.get(i) instanceof Lifetime.Named w
                    && bound.contains(g.name())
                    && !pairs.containsKey(g.name())
                    && free.remove(w.name())) {
                pairs.put(g.name(), w.name());
            }
        }
        return new Correspondence(pairs);
    }

    /** The wanted type's lifetime where the given one's {@code name} stands; empty where there is none. */
    Optional<String> of(String name) {
        return Optional.ofNullable(ofGiven.get(name));
    }

    private static List<Lifetime> inOrder(Signature signature) {
        List<Lifetime> all = new ArrayList<>();
        for (Type part : Types.parts(signature)) {
            Types.forEach(part, t -> all.addAll(written(t)));
        }
        return all;
    }

    /** The lifetimes that stand in {@code type} itself, not in its parts. */
    static List<Lifetime> written(Type type) {
        return switch (type) {
            case Type.Reference t -> List.of(t.lifetime());
            case Type.Named t -> t.arguments();
            case Type.Function t -> List.of(t.bound());
            case Type.Closure t -> List.of(t.bound());
            case Type.InterfaceObject t -> {
                List<Lifetime> all = new ArrayList<>(t.arguments());
                all.add(t.bound());
                yield all;
            }
            case Type.Scalar _, Type.Unit _, Type.Str _, Type.CStr _, Type.Text _, Type.Tuple _ -> List.of();
            case Type.Array _, Type.Pointer _, Type.Slice _, Type.Option _, Type.Result _ -> List.of();
            case Type.Boxed _, Type.Handle _, Type.Shared _, Type.Vector _ -> List.of();
        };
    }
}
