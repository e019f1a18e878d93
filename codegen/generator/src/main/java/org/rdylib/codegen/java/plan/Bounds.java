package org.rdylib.codegen.java.plan;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.rdylib.spec.Signature;
import org.rdylib.spec.Type;
import org.rdylib.spec.Types;
import org.rdylib.spec.check.CheckedDescriptor;

/**
 * What a caller promises of the lifetimes of a signature, written under {@code where} or implied by its types: each
 * {@code &'l X} implies that every lifetime of {@code X} outlives {@code 'l}, and a user type what its fields imply.
 */
public final class Bounds {
    /** {@code longer: shorter}. */
    public record Outlives(String longer, String shorter) {}

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
        Lifetimes.ofReceiver(signature).ifPresent(shorter -> self.forEach(longer -> bounds.add(longer, shorter)));
        Types.parts(signature).forEach(part -> bounds.imply(part, UnaryOperator.identity(), false));
        return List.copyOf(bounds.bounds);
    }

    /** {@code seeds} and every lifetime that outlives one of them: what flows where they do. */
    public static Set<String> reaching(List<Outlives> bounds, Set<String> seeds) {
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
        if (!longer.equals(shorter)
                && !longer.equals(Lifetimes.DYLIB)
                && !longer.equals(Lifetimes.BOUND)
                && !shorter.equals(Lifetimes.BOUND)) {
            bounds.add(new Outlives(longer, shorter));
        }
    }

    /**
     * @param in what the lifetimes of {@code type} are called in the signature
     * @param isOfField whether it stands in a declaration: there rustc takes {@code 'b: 'a} of {@code for<'z> fn(&'a (dyn
     *     I<'z> + 'b))}, where a signature learns nothing of a reference to what has a lifetime that is bound
     */
    private void imply(Type type, UnaryOperator<String> in, boolean isOfField) {
        switch (type) {
            case Type.Reference reference -> {
                String shorter = in.apply(Lifetimes.name(reference.lifetime()));
                List<String> longer =
                        Lifetimes.in(reference.target()).stream().map(in).toList();
                if (isOfField || !longer.contains(Lifetimes.BOUND)) {
                    longer.forEach(name -> add(name, shorter));
                }
                imply(reference.target(), in, isOfField);
            }
            case Type.Named named -> implyFields(named, in);
            case Type.Closure c -> implyInside(c.signature(), in, isOfField);
            case Type.Function f -> implyInside(f.signature(), in, isOfField);
            case Type other -> Types.parts(other).forEach(part -> imply(part, in, isOfField));
        }
    }

    private void implyInside(Signature signature, UnaryOperator<String> in, boolean isOfField) {
        UnaryOperator<String> inside = Lifetimes.inside(signature, in);
        Types.parts(signature).forEach(part -> imply(part, inside, isOfField));
    }

    private void implyFields(Type.Named named, UnaryOperator<String> in) {
        List<String> arguments = Lifetimes.arguments(named, in);
        List<String> key = new ArrayList<>(arguments);
        key.add(named.name());
        if (seen.add(key)) {
            var declaration = descriptor.type(named.name());
            UnaryOperator<String> inside = Lifetimes.inFields(declaration, arguments);
            Types.fieldTypes(declaration).forEach(field -> imply(field, inside, true));
        }
    }
}
