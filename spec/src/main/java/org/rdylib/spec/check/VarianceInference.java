package org.rdylib.spec.check;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.rdylib.spec.Descriptor;
import org.rdylib.spec.Lifetime;
import org.rdylib.spec.LifetimeParameter;
import org.rdylib.spec.Mutability;
import org.rdylib.spec.Parameter;
import org.rdylib.spec.Signature;
import org.rdylib.spec.Type;
import org.rdylib.spec.TypeDeclaration;
import org.rdylib.spec.Types;

/**
 * How each type varies in each of its lifetime parameters: the greatest solution of what its fields ask for.
 *
 * <table>
 * <caption>In a place of variance v</caption>
 * <tr><th>type</th><th>its parts vary</th></tr>
 * <tr><td>{@code &'l T}, {@code *const T}, {@code Box}, {@code Arc}, {@code Vec}, {@code Option}, …</td><td>{@code 'l}
 * and {@code T} as v</td></tr>
 * <tr><td>{@code &'l mut T}, {@code *mut T}</td><td>{@code 'l} as v, {@code T} invariant</td></tr>
 * <tr><td>{@code fn(A) -> R + 'b}, {@code dyn Fn(A) -> R + 'b}</td><td>{@code R} and {@code 'b} as v, {@code A} against
 * v</td></tr>
 * <tr><td>{@code dyn I<'x> + 'b}</td><td>{@code 'b} as v, {@code 'x} invariant</td></tr>
 * <tr><td>{@code S<'x>}</td><td>{@code 'x} as v times what is inferred for {@code S}</td></tr>
 * <tr><td>{@code H<'x>} that is opaque</td><td>{@code 'x} as v if it is {@code covariant:}, or else not at all</td></tr>
 * </table>
 */
final class VarianceInference implements Inspection {

    /** A type, and the number of its first parameter among those of all types. */
    private record Declared(TypeDeclaration type, int firstParameter) {

        /** The number of the parameter of that name, or {@link #NONE}: there are few. */
        int parameter(String name) {
            List<LifetimeParameter> lifetimes = type.lifetimes();
            for (int i = 0; i < lifetimes.size(); i++) {
                if (lifetimes.get(i).name().equals(name)) {
                    return firstParameter + i;
                }
            }
            return NONE;
        }
    }

    private static final int NONE = -1;

    private final Map<String, Declared> declarations;
    private final Variance[] inferred;
    private final VarianceUses uses;

    /**
     * Of the types of {@code descriptor}; names that it does not declare count as invariant.
     *
     * @param broken types of which a part could not be read: it may use any of their lifetimes
     */
    VarianceInference(Descriptor descriptor, Set<String> broken) {
        declarations = HashMap.newHashMap(descriptor.types().size());
        int count = 0;
        for (TypeDeclaration declaration : descriptor.types()) {
            if (!broken.contains(declaration.name())
                    && declarations.putIfAbsent(declaration.name(), new Declared(declaration, count)) == null) {
                count += declaration.lifetimes().size();
            }
        }
        inferred = new Variance[count];
        Arrays.fill(inferred, Variance.BIVARIANT);
        uses = new VarianceUses(count);
    }

    /** The variances of all types, each of which has been looked at. */
    Map<String, List<Variance>> infer() {
        solve();
        Map<String, List<Variance>> result = HashMap.newHashMap(declarations.size());
        declarations.forEach((name, declared) -> {
            int first = declared.firstParameter();
            int end = first + declared.type().lifetimes().size();
            result.put(name, List.of(Arrays.copyOfRange(inferred, first, end)));
        });
        return result;
    }

    @Override
    public void type(TypeDeclaration declaration) {
        Optional<Declared> known = declaration.lifetimes().isEmpty()
                ? Optional.empty()
                : Optional.ofNullable(declarations.get(declaration.name()));
        if (known.isEmpty() || !known.get().type().at().equals(declaration.at())) {
            // Of several of one name, the first counts.
            return;
        }
        Declared declared = known.get();
        Types.forEachField(declaration, t -> type(t, Variance.COVARIANT, declared));
        if (declaration instanceof TypeDeclaration.Opaque opaque) {
            for (LifetimeParameter parameter : opaque.lifetimes()) {
                meet(
                        declared.parameter(parameter.name()),
                        opaque.isCovariantIn(parameter) ? Variance.COVARIANT : Variance.INVARIANT);
            }
        }
    }

    @Override
    public void signature(Signature signature) {
        // It is used nowhere, so nothing depends on how it varies.
    }

    private void type(Type type, Variance ambient, Declared within) {
        switch (type) {
            case Type.Reference r -> {
                lifetime(r.lifetime(), ambient, within);
                type(r.target(), behind(r.mutability(), ambient), within);
            }
            case Type.Pointer p -> type(p.target(), behind(p.mutability(), ambient), within);
            case Type.Named n -> named(n, ambient, within);
            case Type.InterfaceObject o -> {
                o.arguments().forEach(a -> lifetime(a, Variance.INVARIANT, within));
                lifetime(o.bound(), ambient, within);
            }
            case Type.Function f -> {
                within(f.signature(), ambient, within);
                lifetime(f.bound(), ambient, within);
            }
            case Type.Closure c -> {
                within(c.signature(), ambient, within);
                lifetime(c.bound(), ambient, within);
            }
            case Type.Scalar _, Type.Unit _, Type.Str _, Type.CStr _, Type.Text _ -> {}
            case Type.Tuple _, Type.Array _, Type.Slice _, Type.Option _, Type.Result _ -> parts(type, ambient, within);
            case Type.Boxed _, Type.Handle _, Type.Shared _, Type.Vector _ -> parts(type, ambient, within);
        }
    }

    private void parts(Type type, Variance ambient, Declared within) {
        Types.forEachPart(type, part -> type(part, ambient, within));
    }

    private void within(Signature signature, Variance ambient, Declared within) {
        for (Parameter parameter : signature.parameters()) {
            type(parameter.type(), ambient.flip(), within);
        }
        type(signature.result(), ambient, within);
    }

    private static Variance behind(Mutability mutability, Variance ambient) {
        return switch (mutability) {
            case SHARED -> ambient;
            case EXCLUSIVE -> Variance.INVARIANT;
        };
    }

    private void named(Type.Named named, Variance ambient, Declared within) {
        if (named.arguments().isEmpty()) {
            return;
        }
        Optional<Declared> declared = Optional.ofNullable(declarations.get(named.name()));
        int known = declared.map(d -> d.type().lifetimes().size()).orElse(0);
        for (int i = 0; i < named.arguments().size(); i++) {
            int user = parameter(named.arguments().get(i), within);
            if (user == NONE) {
                continue;
            }
            if (i < known) {
                uses.add(declared.get().firstParameter() + i, user, ambient);
            } else {
                meet(user, Variance.INVARIANT);
            }
        }
    }

    private void lifetime(Lifetime lifetime, Variance ambient, Declared within) {
        int parameter = parameter(lifetime, within);
        if (parameter != NONE) {
            meet(parameter, ambient);
        }
    }

    /** The number of the parameter that {@code lifetime} is, or {@link #NONE} where it is none of the type's. */
    private static int parameter(Lifetime lifetime, Declared within) {
        return lifetime instanceof Lifetime.Named(var name, var _) ? within.parameter(name) : NONE;
    }

    private boolean meet(int parameter, Variance use) {
        Variance before = inferred[parameter];
        inferred[parameter] = before.meet(use);
        return inferred[parameter] != before;
    }

    /** A parameter can only sink twice, so this is linear in the number of uses. */
    private void solve() {
        Deque<Integer> changed = new ArrayDeque<>();
        for (int i = 0; i < inferred.length; i++) {
            spread(i, changed);
        }
        while (!changed.isEmpty()) {
            spread(changed.remove(), changed);
        }
    }

    /** What follows from the variance of a parameter; those whose own has changed by it are added to {@code changed}. */
    private void spread(int parameter, Deque<Integer> changed) {
        Variance inner = inferred[parameter];
        uses.forEach(parameter, (user, ambient) -> {
            if (meet(user, ambient.times(inner))) {
                changed.add(user);
            }
        });
    }
}
