package org.rdylib.conformance.lifetimes;

import org.rdylib.spec.Descriptor;
import org.rdylib.spec.Lifetime;
import org.rdylib.spec.TypeRewriter;

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

    private static final TypeRewriter NEVER = new TypeRewriter() {
        @Override
        protected Lifetime lifetime(Lifetime lifetime) {
            return lifetime instanceof Lifetime.Dylib d ? new Lifetime.Static(d.at()) : lifetime;
        }
    };

    private static final TypeRewriter PLUGIN = new TypeRewriter() {
        @Override
        protected Lifetime lifetime(Lifetime lifetime) {
            return lifetime instanceof Lifetime.Static s ? new Lifetime.Dylib(s.at()) : lifetime;
        }
    };

    private static Descriptor rewrite(Descriptor d, TypeRewriter rewriter) {
        return d.withDeclarations(
                d.types().stream().map(rewriter::declaration).toList(),
                d.interfaces().stream().map(rewriter::declaration).toList(),
                d.exports().stream()
                        .map(e -> e.withSignature(rewriter.signature(e.signature())))
                        .toList(),
                d.imports().stream()
                        .map(i -> i.withSignature(rewriter.signature(i.signature())))
                        .toList());
    }
}
