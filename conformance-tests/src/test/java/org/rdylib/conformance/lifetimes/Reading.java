package org.rdylib.conformance.lifetimes;

import org.rdylib.spec.Descriptor;
import org.rdylib.spec.Export;
import org.rdylib.spec.Import;
import org.rdylib.spec.InterfaceDeclaration;
import org.rdylib.spec.Lifetime;
import org.rdylib.spec.Method;

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
        return new Descriptor(
                d.library(),
                d.version(),
                d.doc(),
                d.types().stream().map(rewriter::declaration).toList(),
                d.interfaces().stream()
                        .map(i -> new InterfaceDeclaration(
                                i.name(),
                                i.lifetimes(),
                                i.methods().stream()
                                        .map(m -> new Method(
                                                m.name(), rewriter.signature(m.signature()), m.doc(), m.at()))
                                        .toList(),
                                i.doc(),
                                i.at()))
                        .toList(),
                d.exports().stream()
                        .map(e -> new Export(e.name(), rewriter.signature(e.signature()), e.symbol(), e.doc(), e.at()))
                        .toList(),
                d.imports().stream()
                        .map(i -> new Import(i.name(), rewriter.signature(i.signature()), i.doc(), i.at()))
                        .toList(),
                d.at());
    }
}
