package org.rdylib.conformance.lifetimes;

import org.rdylib.spec.Descriptor;
import org.rdylib.spec.Lifetime;

/** What a descriptor's {@code 'static} and {@code 'dylib} mean for one pair. */
final class Reading {

    private Reading() {}

    /** A host's copy: under {@code unload: never} its {@code 'dylib} is {@code 'static}. */
    static Descriptor host(Descriptor descriptor, boolean unloadable) {
        return unloadable ? descriptor : rewrite(descriptor, NEVER);
    }

    /** A plugin's copy: its {@code 'static} is {@code 'dylib}, unless the library is never unloaded. */
    static Descriptor plugin(Descriptor descriptor, boolean unloadable) {
        return rewrite(descriptor, unloadable ? PLUGIN : NEVER);
    }

    private static final Rewriter NEVER = new Rewriter() {
        @Override
        Lifetime lifetime(Lifetime lifetime) {
            return lifetime instanceof Lifetime.Dylib d ? new Lifetime.Static(d.at()) : lifetime;
        }
    };

    private static final Rewriter PLUGIN = new Rewriter() {
        @Override
        Lifetime lifetime(Lifetime lifetime) {
            return lifetime instanceof Lifetime.Static s ? new Lifetime.Dylib(s.at()) : lifetime;
        }
    };

    private static Descriptor rewrite(Descriptor d, Rewriter rewriter) {
        return d.withDeclarations(
                d.types().stream().map(rewriter::declaration).toList(),
                d.interfaces().stream()
                        .map(i -> i.withMethods(i.methods().stream()
                                .map(m -> m.withSignature(rewriter.signature(m.signature())))
                                .toList()))
                        .toList(),
                d.exports().stream()
                        .map(e -> e.withSignature(rewriter.signature(e.signature())))
                        .toList(),
                d.imports().stream()
                        .map(i -> i.withSignature(rewriter.signature(i.signature())))
                        .toList());
    }
}
