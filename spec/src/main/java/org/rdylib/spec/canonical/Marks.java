package org.rdylib.spec.canonical;

import java.util.ArrayList;
import java.util.List;
import org.rdylib.spec.Lifetime;
import org.rdylib.spec.LifetimeParameter;
import org.rdylib.spec.Place;
import org.rdylib.spec.Signature;
import org.rdylib.spec.Type;
import org.rdylib.spec.TypeRewriter;

/** Where the parts of a signature or type stand, in the order in which {@link Relocation} puts them back. */
final class Marks extends TypeRewriter {

    private final List<Place> places = new ArrayList<>();

    private Marks() {}

    /** Those of a signature. */
    static List<Place> of(Signature canonical) {
        Marks marks = new Marks();
        marks.signature(canonical);
        return List.copyOf(marks.places);
    }

    /** Those of types that stand one behind the other. */
    static List<Place> of(List<Type> types) {
        Marks marks = new Marks();
        marks.types(types);
        return List.copyOf(marks.places);
    }

    @Override
    protected Place place(Place at) {
        places.add(at);
        return at;
    }

    @Override
    protected Lifetime lifetime(Lifetime lifetime) {
        places.add(lifetime.at());
        return lifetime;
    }

    @Override
    protected LifetimeParameter parameter(LifetimeParameter parameter) {
        places.add(parameter.at());
        return parameter;
    }
}
