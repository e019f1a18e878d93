package org.rdylib.codegen.rust;

import static java.util.stream.Collectors.joining;

import java.util.List;
import org.rdylib.spec.InterfaceDeclaration;
import org.rdylib.spec.Lifetime;
import org.rdylib.spec.LifetimeParameter;
import org.rdylib.spec.Receiver;
import org.rdylib.spec.Signature;

/** Expressions for the object that a method of the author's is called on, made of the shim's {@code data}. */
final class Receivers {

    private final Names names;
    private final Requirements requirements;

    Receivers(Names names, Requirements requirements) {
        this.names = names;
        this.requirements = requirements;
    }

    /**
     * Whether a lifetime of the interface, or the receiver's, has to outlive another one: of any {@code T: I<'x>} rustc
     * does not know that.
     */
    boolean needsLonger(Signature s) {
        Receiver receiver = s.receiver().orElseThrow();
        List<LifetimeParameter> others = s.lifetimes().stream()
                .filter(l -> !(receiver.lifetime() instanceof Lifetime.Named n
                        && l.name().equals(n.name())))
                .toList();
        Signature own = new Signature(
                others, s.receiver(), s.parameters(), s.result(), s.where(), s.convention(), s.isUnsafe(), s.at());
        boolean isPassed = receiver.lifetime() instanceof Lifetime.Named n
                && s.parameters().stream().anyMatch(p -> Confinement.mentions(p.type(), n.name()) > 0);
        boolean isGiven = receiver.kind() != Receiver.Kind.OWNED
                && others.size() == s.lifetimes().size();
        return isPassed
                || isGiven
                || requirements.of(own).stream().anyMatch(o -> !Requirements.isSame(o.shorter(), receiver.lifetime()));
    }

    /** The object as a {@code dyn} without lifetimes, so that it lives as long as it has to. */
    String longer(InterfaceDeclaration i, Receiver receiver) {
        String erased = i.name()
                + (i.lifetimes().isEmpty()
                        ? ""
                        : i.lifetimes().stream().map(_ -> "'static").collect(joining(", ", "<", ">")));
        String own = i.name() + RustTypes.generics(i.lifetimes());
        String from = pointer(receiver, "", "dyn " + own + " + '_");
        return "::core::mem::transmute::<" + from + ", " + pointer(receiver, "'static ", "dyn " + erased + " + 'static")
                + ">(" + object(receiver) + ")";
    }

    private String pointer(Receiver receiver, String lifetime, String object) {
        return switch (receiver.kind()) {
            case SHARED -> "&" + lifetime + "(" + object + ")";
            case EXCLUSIVE -> "&" + lifetime + "mut (" + object + ")";
            case OWNED -> names.std("Box") + "<" + object + ">";
        };
    }

    /** The object, of a shim's type {@code T}. */
    String object(Receiver receiver) {
        String type = names.parameter("T");
        return switch (receiver.kind()) {
            case SHARED -> "&*data.cast::<" + type + ">()";
            case EXCLUSIVE -> "&mut *data.cast::<" + type + ">()";
            case OWNED -> names.std("Box") + "::from_raw(data.cast::<" + type + ">())";
        };
    }
}
