package org.rdylib.conformance.lifetimes;

import java.util.function.UnaryOperator;
import org.rdylib.spec.Descriptor;
import org.rdylib.spec.InterfaceDeclaration;
import org.rdylib.spec.Lifetime;
import org.rdylib.spec.LifetimeParameter;
import org.rdylib.spec.Parameter;
import org.rdylib.spec.Place;
import org.rdylib.spec.Signature;
import org.rdylib.spec.TypeDeclaration;
import org.rdylib.spec.TypeRewriter;

/** Another descriptor that means the same. */
final class Renaming extends TypeRewriter {

    private final UnaryOperator<String> lifetimes;
    private final UnaryOperator<String> types;

    private Renaming(UnaryOperator<String> lifetimes, UnaryOperator<String> types) {
        this.lifetimes = lifetimes;
        this.types = types;
    }

    /** With other names for all lifetimes, those of {@code for<>} included. */
    static Descriptor ofLifetimes(Descriptor d) {
        return new Renaming(name -> "l_" + name, UnaryOperator.identity()).of(d);
    }

    /** With other names for all types and interfaces. */
    static Descriptor ofTypes(Descriptor d) {
        return new Renaming(UnaryOperator.identity(), name -> "Other" + name).of(d);
    }

    /** With names for all parameters that no other copy has. */
    static Descriptor ofParameters(Descriptor d) {
        return d.withDeclarations(
                d.types(),
                d.interfaces().stream()
                        .map(i -> new InterfaceDeclaration(
                                i.name(),
                                i.lifetimes(),
                                i.methods().stream()
                                        .map(m -> m.withSignature(ofParameters(m.signature())))
                                        .toList(),
                                i.doc(),
                                i.at()))
                        .toList(),
                d.exports().stream()
                        .map(e -> e.withSignature(ofParameters(e.signature())))
                        .toList(),
                d.imports().stream()
                        .map(i -> i.withSignature(ofParameters(i.signature())))
                        .toList());
    }

    private static Signature ofParameters(Signature s) {
        return new Signature(
                s.lifetimes(),
                s.receiver(),
                s.parameters().stream()
                        .map(p -> new Parameter("other_" + p.name(), p.type(), p.at()))
                        .toList(),
                s.result(),
                s.where(),
                s.convention(),
                s.isUnsafe(),
                s.isAsync(),
                s.at());
    }

    private Descriptor of(Descriptor d) {
        return d.withDeclarations(
                d.types().stream().map(this::renamed).toList(),
                d.interfaces().stream()
                        .map(i -> new InterfaceDeclaration(
                                types.apply(i.name()),
                                parameters(i.lifetimes()),
                                i.methods().stream()
                                        .map(m -> m.withSignature(signature(m.signature())))
                                        .toList(),
                                i.doc(),
                                i.at()))
                        .toList(),
                d.exports().stream()
                        .map(e -> e.withSignature(signature(e.signature())))
                        .toList(),
                d.imports().stream()
                        .map(i -> i.withSignature(signature(i.signature())))
                        .toList());
    }

    private TypeDeclaration renamed(TypeDeclaration declaration) {
        return switch (declaration(declaration)) {
            case TypeDeclaration.Struct s ->
                new TypeDeclaration.Struct(
                        types.apply(s.name()),
                        parameters(s.lifetimes()),
                        s.fields(),
                        s.packed(),
                        s.align(),
                        s.doc(),
                        s.at());
            case TypeDeclaration.Opaque o ->
                new TypeDeclaration.Opaque(
                        types.apply(o.name()),
                        parameters(o.lifetimes()),
                        o.covariant(),
                        o.claims(),
                        o.drop(),
                        o.doc(),
                        o.at());
            case TypeDeclaration.Enum e ->
                new TypeDeclaration.Enum(
                        types.apply(e.name()), parameters(e.lifetimes()), e.repr(), e.variants(), e.doc(), e.at());
        };
    }

    @Override
    protected LifetimeParameter parameter(LifetimeParameter l) {
        return new LifetimeParameter(lifetimes.apply(l.name()), l.at());
    }

    @Override
    protected Lifetime lifetime(Lifetime l) {
        return l instanceof Lifetime.Named n ? new Lifetime.Named(lifetimes.apply(n.name()), n.at()) : l;
    }

    @Override
    protected String name(String name, Place at) {
        return types.apply(name);
    }
}
