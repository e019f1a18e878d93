package org.rdylib.verifier.copy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.rdylib.spec.Lifetime;
import org.rdylib.spec.LifetimeParameter;
import org.rdylib.verifier.region.Region;

/**
 * What each lifetime that is in scope on one side stands for.
 *
 * @param forever what {@code 'static} means on this side
 * @param named the declared lifetimes; a lifetime that is not here is bound by a {@code for<>} that is not opened
 */
public record Lifetimes(Side side, Region forever, Region dylib, Map<String, Region> named) {

    public Lifetimes {
        named = Map.copyOf(named);
    }

    /** What {@code lifetime} stands for; empty where it is bound by a binder that is not opened. */
    public Optional<Region> of(Lifetime lifetime) {
        return switch (lifetime) {
            case Lifetime.Static _ -> Optional.of(forever);
            case Lifetime.Dylib _ -> Optional.of(dylib);
            case Lifetime.Named n -> Optional.ofNullable(named.get(n.name()));
            case Lifetime.Elided l -> throw unchecked(l);
            case Lifetime.Omitted l -> throw unchecked(l);
        };
    }

    /** What {@code lifetime} stands for, which is in scope. */
    public Region require(Lifetime lifetime) {
        return of(lifetime).orElseThrow(() -> new IllegalStateException(lifetime + " is not in scope"));
    }

    /** These and {@code parameters}, each as {@code region} says. */
    public Lifetimes with(List<LifetimeParameter> parameters, Function<LifetimeParameter, Region> region) {
        if (parameters.isEmpty()) {
            return this;
        }
        Map<String, Region> all = HashMap.newHashMap(named.size() + parameters.size());
        all.putAll(named);
        for (LifetimeParameter parameter : parameters) {
            all.put(parameter.name(), region.apply(parameter));
        }
        return new Lifetimes(side, forever, dylib, all);
    }

    static IllegalStateException unchecked(Lifetime lifetime) {
        return new IllegalStateException("a checked descriptor has no " + lifetime + " at " + lifetime.at());
    }
}
