package org.rdylib.verifier.finding;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.rdylib.spec.Descriptor;
import org.rdylib.spec.Lifetime;
import org.rdylib.spec.Outlives;
import org.rdylib.spec.Place;
import org.rdylib.spec.Signature;
import org.rdylib.spec.TypeRewriter;

/** A small change of a descriptor: another lifetime at a place, a promise more, or one less. */
public final class Patch extends TypeRewriter {

    private record Promise(Place signature, Outlives clause) {}

    private final Optional<Lifetime> replacement;
    private final Optional<Promise> added;
    private final Optional<Place> removed;

    private Patch(Optional<Lifetime> replacement, Optional<Promise> added, Optional<Place> removed) {
        this.replacement = replacement;
        this.added = added;
        this.removed = removed;
    }

    /** Another lifetime where one stands: {@code replacement}, at its place. */
    public static Patch replacing(Lifetime replacement) {
        return new Patch(Optional.of(replacement), Optional.empty(), Optional.empty());
    }

    /** One clause more in the signature that stands at {@code signature}. */
    public static Patch promising(Place signature, Outlives clause) {
        return new Patch(Optional.empty(), Optional.of(new Promise(signature, clause)), Optional.empty());
    }

    /** Without the clause that stands at {@code clause}. */
    public static Patch removing(Place clause) {
        return new Patch(Optional.empty(), Optional.empty(), Optional.of(clause));
    }

    /** The descriptor, changed. */
    public Descriptor apply(Descriptor descriptor) {
        return descriptor.withDeclarations(
                descriptor.types().stream().map(this::declaration).toList(),
                descriptor.interfaces().stream().map(this::declaration).toList(),
                descriptor.exports().stream()
                        .map(e -> e.withSignature(signature(e.signature())))
                        .toList(),
                descriptor.imports().stream()
                        .map(i -> i.withSignature(signature(i.signature())))
                        .toList());
    }

    @Override
    protected Lifetime lifetime(Lifetime lifetime) {
        return replacement.filter(r -> r.at().equals(lifetime.at())).orElse(lifetime);
    }

    @Override
    public Signature signature(Signature signature) {
        Signature s = super.signature(signature);
        List<Outlives> where = new ArrayList<>(s.where());
        removed.ifPresent(place -> where.removeIf(clause -> clause.at().equals(place)));
        added.filter(promise -> promise.signature().equals(s.at())).ifPresent(promise -> where.add(promise.clause()));
        return new Signature(
                s.lifetimes(), s.receiver(), s.parameters(), s.result(), where, s.convention(), s.isUnsafe(), s.at());
    }
}
