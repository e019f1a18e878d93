package org.rdylib.conformance.lifetimes;

import java.util.function.Predicate;
import org.rdylib.spec.Descriptor;
import org.rdylib.spec.Lifetime;
import org.rdylib.spec.Type;
import org.rdylib.spec.TypeRewriter;

/** Looks for types, however deep. */
final class TypeSearch extends TypeRewriter {

    private final Predicate<Type> wanted;
    private boolean found;

    private TypeSearch(Predicate<Type> wanted) {
        this.wanted = wanted;
    }

    /** Whether such a type stands somewhere in {@code descriptor}. */
    static boolean anyIn(Descriptor descriptor, Predicate<Type> wanted) {
        var search = new TypeSearch(wanted);
        descriptor.types().forEach(search::declaration);
        descriptor.interfaces().forEach(i -> i.methods().forEach(m -> search.signature(m.signature())));
        descriptor.exports().forEach(e -> search.signature(e.signature()));
        descriptor.imports().forEach(i -> search.signature(i.signature()));
        return search.found;
    }

    /** Whether {@code type} is or contains such a type. */
    static boolean anyIn(Type type, Predicate<Type> wanted) {
        var search = new TypeSearch(wanted);
        search.type(type);
        return search.found;
    }

    @Override
    protected Lifetime lifetime(Lifetime lifetime) {
        return lifetime;
    }

    @Override
    public Type type(Type type) {
        found |= wanted.test(type);
        return super.type(type);
    }
}
