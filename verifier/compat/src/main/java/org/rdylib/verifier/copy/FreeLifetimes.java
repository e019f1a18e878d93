package org.rdylib.verifier.copy;

import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;
import org.rdylib.spec.Lifetime;
import org.rdylib.spec.Place;
import org.rdylib.spec.Signature;
import org.rdylib.spec.Type;
import org.rdylib.spec.Types;

/**
 * The lifetimes that a type mentions and does not bind itself: those that {@code X: 'a} is about.
 *
 * <p>They count wherever they stand, in arguments of function types too, as in Rust. A user type mentions its arguments
 * and the constants of its fields.
 */
final class FreeLifetimes {

    private final DeclaredBounds declared;
    private final Consumer<Lifetime> sink;

    FreeLifetimes(DeclaredBounds declared, Consumer<Lifetime> sink) {
        this.declared = declared;
        this.sink = sink;
    }

    void of(Type type) {
        of(type, Set.of());
    }

    private void of(Type type, Set<String> bound) {
        Types.forEachLifetime(type, l -> take(l, bound));
        switch (type) {
            case Type.Function t -> callable(t.signature(), bound);
            case Type.Closure t -> callable(t.signature(), bound);
            case Type.Named t -> {
                for (DeclaredLifetime.Constant constant : declared.constants(t.name())) {
                    take(constant(constant, t.at()), bound);
                }
            }
            case Type other -> Types.forEachPart(other, part -> of(part, bound));
        }
    }

    private void callable(Signature signature, Set<String> outer) {
        Set<String> inner = new HashSet<>(outer);
        signature.lifetimes().forEach(l -> inner.add(l.name()));
        Types.forEachPart(signature, part -> of(part, inner));
    }

    private void take(Lifetime lifetime, Set<String> bound) {
        if (!(lifetime instanceof Lifetime.Named n && bound.contains(n.name()))) {
            sink.accept(lifetime);
        }
    }

    private static Lifetime constant(DeclaredLifetime.Constant constant, Place at) {
        return switch (constant) {
            case STATIC -> new Lifetime.Static(at);
            case DYLIB -> new Lifetime.Dylib(at);
        };
    }
}
