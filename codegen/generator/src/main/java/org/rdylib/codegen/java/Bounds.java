package org.rdylib.codegen.java;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.rdylib.spec.Receiver;
import org.rdylib.spec.Signature;
import org.rdylib.spec.Type;
import org.rdylib.spec.Types;
import org.rdylib.spec.check.CheckedDescriptor;

/**
 * What a caller promises of the lifetimes of a signature, written under {@code where} or implied by its types: each
 * {@code &'l X} implies that every lifetime of {@code X} outlives {@code 'l}, and a user type what its fields imply.
 */
final class Bounds {
    /** {@code longer: shorter}. */
    record Outlives(String longer, String shorter) {}

    private final CheckedDescriptor descriptor;
    private final Set<Outlives> bounds = new LinkedHashSet<>();
    private final Set<List<String>> seen = new HashSet<>();

    private Bounds(CheckedDescriptor descriptor) {
        this.descriptor = descriptor;
    }

    /**
     * All bounds of {@code signature}, without those that always hold.
     *
     * @param self the lifetimes of the receiver's interface, none if there is no receiver
     */
    static List<Outlives> of(CheckedDescriptor descriptor, Signature signature, List<String> self) {
        Bounds bounds = new Bounds(descriptor);
        signature.where().forEach(w -> bounds.add(Lifetimes.name(w.longer()), Lifetimes.name(w.shorter())));
        Optional<String> borrow = signature
                .receiver()
                .filter(receiver -> receiver.kind() != Receiver.Kind.OWNED)
                .map(receiver -> Lifetimes.name(receiver.lifetime()));
        borrow.ifPresent(shorter -> self.forEach(longer -> bounds.add(longer, shorter)));
        Types.parts(signature).forEach(part -> bounds.imply(part, UnaryOperator.identity(), Set.of()));
        return List.copyOf(bounds.bounds);
    }

    /** {@code seeds} and every lifetime that outlives one of them: what flows where they do. */
    static Set<String> reaching(List<Outlives> bounds, Set<String> seeds) {
        Set<String> reached = new LinkedHashSet<>(seeds);
        boolean grows = true;
        while (grows) {
            grows = false;
            for (Outlives bound : bounds) {
                grows |= reached.contains(bound.shorter()) && reached.add(bound.longer());
            }
        }
        return reached;
    }

    private void add(String longer, String shorter) {
        if (!longer.equals(shorter) && !longer.equals(Lifetimes.DYLIB)) {
            bounds.add(new Outlives(longer, shorter));
        }
    }

    /**
     * @param in what the lifetimes of {@code type} are called in the signature
     * @param bound the lifetimes of the closures around {@code type}, of which nothing is implied outside them
     */
    private void imply(Type type, UnaryOperator<String> in, Set<String> bound) {
        if (type instanceof Type.Reference reference) {
            String shorter = in.apply(Lifetimes.name(reference.lifetime()));
            Set<String> longer = Lifetimes.in(reference.target());
            if (!bound.contains(shorter)) {
                longer.stream().map(in).filter(name -> !bound.contains(name)).forEach(name -> add(name, shorter));
            }
        }
        if (type instanceof Type.Named named) {
            implyFields(named, in, bound);
        }
        Types.parts(type).forEach(part -> imply(part, in, binding(type, bound)));
    }

    private void implyFields(Type.Named named, UnaryOperator<String> in, Set<String> bound) {
        List<String> arguments = named.arguments().stream()
                .map(argument -> in.apply(Lifetimes.name(argument)))
                .toList();
        List<String> key = new ArrayList<>(arguments);
        key.add(named.name());
        if (seen.add(key)) {
            var declaration = descriptor.type(named.name());
            Map<String, String> substitution = Lifetimes.substitution(declaration.lifetimes(), arguments);
            UnaryOperator<String> inside = name -> substitution.getOrDefault(name, name);
            Types.fieldTypes(declaration).forEach(field -> imply(field, inside, bound));
        }
    }

    private static Set<String> binding(Type type, Set<String> bound) {
        List<Signature> inner = switch (type) {
            case Type.Closure c -> List.of(c.signature());
            case Type.Function f -> List.of(f.signature());
            case Type.Scalar _, Type.Unit _, Type.Tuple _, Type.Array _, Type.Pointer _, Type.Slice _ -> List.of();
            case Type.CStr _, Type.Option _, Type.Result _, Type.Boxed _, Type.Shared _, Type.Vector _ -> List.of();
            case Type.Handle _, Type.Text _, Type.Str _, Type.Reference _, Type.Named _, Type.InterfaceObject _ ->
                List.of();
        };
        Set<String> all = new HashSet<>(bound);
        inner.forEach(signature -> signature.lifetimes().forEach(parameter -> all.add(Lifetimes.name(parameter))));
        return all;
    }
}
