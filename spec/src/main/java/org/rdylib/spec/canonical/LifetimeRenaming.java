package org.rdylib.spec.canonical;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.rdylib.spec.Lifetime;
import org.rdylib.spec.LifetimeParameter;
import org.rdylib.spec.TypeRewriter;

/** Gives lifetimes other names and leaves the rest, places included, as it is. */
abstract class LifetimeRenaming extends TypeRewriter {

    /** The new names of the lifetimes that are in scope, by their old ones. */
    final Map<String, String> names = new HashMap<>();

    @Override
    protected Lifetime lifetime(Lifetime lifetime) {
        return switch (lifetime) {
            case Lifetime.Named(var name, var at) -> new Lifetime.Named(names.getOrDefault(name, name), at);
            case Lifetime.Static _, Lifetime.Dylib _, Lifetime.Elided _, Lifetime.Omitted _ -> lifetime;
        };
    }

    List<Lifetime.Named> named(List<Lifetime.Named> lifetimes) {
        return lifetimes.stream()
                .map(l -> new Lifetime.Named(names.getOrDefault(l.name(), l.name()), l.at()))
                .toList();
    }

    @Override
    protected LifetimeParameter parameter(LifetimeParameter parameter) {
        return new LifetimeParameter(names.getOrDefault(parameter.name(), parameter.name()), parameter.at());
    }
}
