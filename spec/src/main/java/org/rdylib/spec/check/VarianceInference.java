package org.rdylib.spec.check;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
final class VarianceInference {

    /** Parameter i of some type varies at most as {@code ambient} times parameter {@code source}. */
    private record Use(int parameter, Variance ambient) {}

    /** A type, and the number of its first parameter among those of all types. */
    private record Declared(TypeDeclaration type, int firstParameter) {}

    private final Map<String, Declared> declarations;
    private final Variance[] inferred;
    /** For each parameter, the parameters whose variance depends on its own. */
    private final List<List<Use>> users;

    private Map<String, Integer> scope = Map.of();

    private VarianceInference(Descriptor descriptor) {
        declarations = HashMap.newHashMap(descriptor.types().size());
        int count = 0;
        for (TypeDeclaration declaration : descriptor.types()) {
            declarations.putIfAbsent(declaration.name(), new Declared(declaration, count));
            count += declaration.lifetimes().size();
        }
        inferred = new Variance[count];
        Arrays.fill(inferred, Variance.BIVARIANT);
        users = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            users.add(new ArrayList<>(1));
        }
    }

    /** Infers the variances of all types of {@code descriptor}; names that it does not declare count as invariant. */
    static Map<String, List<Variance>> infer(Descriptor descriptor) {
        VarianceInference inference = new VarianceInference(descriptor);
        for (Declared declared : inference.declarations.values()) {
            if (!declared.type().lifetimes().isEmpty()) {
                inference.constrain(declared);
            }
        }
        inference.solve();
        Map<String, List<Variance>> result = HashMap.newHashMap(inference.declarations.size());
        for (Declared declared : inference.declarations.values()) {
            int first = declared.firstParameter();
            int end = first + declared.type().lifetimes().size();
            result.put(declared.type().name(), List.of(Arrays.copyOfRange(inference.inferred, first, end)));
        }
        return result;
    }

    private void constrain(Declared declared) {
        TypeDeclaration declaration = declared.type();
        Map<String, Integer> parameters =
                HashMap.newHashMap(declaration.lifetimes().size());
        int next = declared.firstParameter();
        for (LifetimeParameter parameter : declaration.lifetimes()) {
            parameters.putIfAbsent(parameter.name(), next++);
        }
        scope = parameters;
        Types.forEachField(declaration, t -> type(t, Variance.COVARIANT));
        if (declaration instanceof TypeDeclaration.Opaque opaque) {
            opaque.lifetimes()
                    .forEach(p -> meet(
                            parameters.getOrDefault(p.name(), 0),
                            opaque.isCovariantIn(p) ? Variance.COVARIANT : Variance.INVARIANT));
        }
    }

    private void type(Type type, Variance ambient) {
        switch (type) {
            case Type.Reference r -> {
                lifetime(r.lifetime(), ambient);
                type(r.target(), behind(r.mutability(), ambient));
            }
            case Type.Pointer p -> type(p.target(), behind(p.mutability(), ambient));
            case Type.Named n -> named(n, ambient);
            case Type.InterfaceObject o -> {
                o.arguments().forEach(a -> lifetime(a, Variance.INVARIANT));
                lifetime(o.bound(), ambient);
            }
            case Type.Function f -> {
                signature(f.signature(), ambient);
                lifetime(f.bound(), ambient);
            }
            case Type.Closure c -> {
                signature(c.signature(), ambient);
                lifetime(c.bound(), ambient);
            }
            case Type.Scalar _, Type.Unit _, Type.Tuple _, Type.Array _, Type.Slice _, Type.Str _, Type.CStr _ ->
                parts(type, ambient);
            case Type.Option _, Type.Result _, Type.Boxed _, Type.Handle _, Type.Shared _, Type.Vector _, Type.Text _ ->
                parts(type, ambient);
        }
    }

    private void parts(Type type, Variance ambient) {
        Types.forEachPart(type, part -> type(part, ambient));
    }

    private void signature(Signature signature, Variance ambient) {
        for (Parameter parameter : signature.parameters()) {
            type(parameter.type(), ambient.flip());
        }
        type(signature.result(), ambient);
    }

    private static Variance behind(Mutability mutability, Variance ambient) {
        return switch (mutability) {
            case SHARED -> ambient;
            case EXCLUSIVE -> Variance.INVARIANT;
        };
    }

    private void named(Type.Named named, Variance ambient) {
        Optional<Declared> declared = Optional.ofNullable(declarations.get(named.name()));
        int first = declared.map(Declared::firstParameter).orElse(0);
        int known = declared.map(d -> d.type().lifetimes().size()).orElse(0);
        for (int i = 0; i < named.arguments().size(); i++) {
            if (!(named.arguments().get(i) instanceof Lifetime.Named(var name, var _)) || !scope.containsKey(name)) {
                continue;
            }
            int target = scope.get(name);
            if (i < known) {
                users.get(first + i).add(new Use(target, ambient));
            } else {
                meet(target, Variance.INVARIANT);
            }
        }
    }

    private void lifetime(Lifetime lifetime, Variance ambient) {
        if (lifetime instanceof Lifetime.Named(var name, var _) && scope.containsKey(name)) {
            meet(scope.get(name), ambient);
        }
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
            changed.add(i);
        }
        while (!changed.isEmpty()) {
            int source = changed.remove();
            for (Use use : users.get(source)) {
                if (meet(use.parameter(), use.ambient().times(inferred[source]))) {
                    changed.add(use.parameter());
                }
            }
        }
    }
}
