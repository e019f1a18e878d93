package org.rdylib.verifier.copy;

import java.util.List;
import java.util.Optional;
import org.rdylib.spec.Lifetime;
import org.rdylib.spec.LifetimeParameter;
import org.rdylib.spec.Outlives;
import org.rdylib.spec.Place;
import org.rdylib.spec.Receiver;
import org.rdylib.spec.Signature;
import org.rdylib.spec.Type;
import org.rdylib.spec.TypeDeclaration;
import org.rdylib.spec.Types;

/**
 * What bounds can be read from: a signature, a function type that was opened, or a type's declaration.
 *
 * @param lifetimes what its lifetimes stand for, its own included
 * @param parameters its own lifetimes
 * @param isDeclaration whether it is a type's declaration
 * @param types the types that it mentions, of a declaration those of its fields
 * @param receiver the lifetime of {@code &'s self}
 * @param self the lifetime arguments of the object behind the receiver
 */
public record Statement(
        Copy copy,
        Lifetimes lifetimes,
        List<LifetimeParameter> parameters,
        boolean isDeclaration,
        List<Type> types,
        List<Outlives> where,
        Optional<Lifetime> receiver,
        List<LifetimeParameter> self,
        Place at) {

    public static Statement of(Copy copy, Lifetimes lifetimes, Signature signature, List<LifetimeParameter> self) {
        return new Statement(
                copy,
                lifetimes,
                signature.lifetimes(),
                false,
                Types.parts(signature),
                signature.where(),
                receiver(signature),
                self,
                signature.at());
    }

    /** The lifetime of {@code &'s self}; none for {@code self: Box<Self>}. */
    public static Optional<Lifetime> receiver(Signature signature) {
        return signature.receiver().filter(r -> r.kind() != Receiver.Kind.OWNED).map(Receiver::lifetime);
    }

    public static Statement of(Copy copy, Lifetimes lifetimes, TypeDeclaration declaration) {
        return new Statement(
                copy,
                lifetimes,
                declaration.lifetimes(),
                true,
                Types.fieldTypes(declaration),
                List.of(),
                Optional.empty(),
                List.of(),
                declaration.at());
    }
}
