package org.rdylib.verifier.region;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One question: the regions of a call, what may be assumed of them, and what must hold.
 *
 * <p>Built while two signatures are related, then handed to {@link Solver}. Not thread-safe.
 */
public final class Constraints {

    /** Binders whose opening is more than any signature needs; each invariant one is opened twice. */
    private static final int MOST_SCOPES = 20_000;

    private record Edge(Region longer, Region shorter, Scope scope) {}

    private final Scope root = Scope.root();
    private final List<Region> regions = new ArrayList<>();
    private final Map<Scope, Region> bodies = new HashMap<>();
    private final Map<Edge, Constraint> constraints = new LinkedHashMap<>();
    private final Set<Assumption> assumptions = new HashSet<>();
    private final List<Assumption> ordered = new ArrayList<>();
    private final Map<Region, List<Region>> counterparts = new HashMap<>();
    private final Region forever = region(Region.Kind.UNIVERSAL, "'static", root);
    private final Region dylib = region(Region.Kind.UNIVERSAL, "'dylib", root);

    /** A question without lifetimes but {@code 'static} and {@code 'dylib}. */
    public Constraints() {
        body(root);
        assume(forever, dylib, root);
    }

    /** {@code 'static}, which outlives everything. */
    public Region forever() {
        return forever;
    }

    /** {@code 'dylib}, the life of the library. */
    public Region dylib() {
        return dylib;
    }

    /** The outermost scope, that of the signature or declaration itself. */
    public Scope root() {
        return root;
    }

    /**
     * The inside of a binder within {@code outer}.
     *
     * @throws TooComplexException if more binders are nested than can be decided in reasonable time
     */
    public Scope open(Scope outer) {
        Scope inner = outer.inner();
        body(inner);
        if (bodies.size() > MOST_SCOPES) {
            throw new TooComplexException();
        }
        return inner;
    }

    /** A lifetime that the caller chooses. */
    public Region universal(String name) {
        return region(Region.Kind.UNIVERSAL, name, root);
    }

    /** A lifetime of a wanted function type, opened as {@code scope}. */
    public Region placeholder(String name, Scope scope) {
        return region(Region.Kind.PLACEHOLDER, name, scope);
    }

    /** A lifetime that the solver may choose among all that {@code scope} can name. */
    public Region existential(String name, Scope scope) {
        return region(Region.Kind.EXISTENTIAL, name, scope);
    }

    /** Takes {@code longer: shorter} for granted within {@code scope}. */
    public void assume(Region longer, Region shorter, Scope scope) {
        Assumption assumption = new Assumption(longer, shorter, scope);
        if (!longer.equals(shorter) && assumptions.add(assumption)) {
            ordered.add(assumption);
        }
    }

    /** Demands {@code longer: shorter}; of several reasons for one demand the first is kept. */
    public void require(Region longer, Region shorter, Scope scope, Origin origin) {
        if (!longer.equals(shorter)) {
            constraints.putIfAbsent(new Edge(longer, shorter, scope), new Constraint(longer, shorter, scope, origin));
        }
    }

    /** Notes that two lifetimes stand at the same position of the two types, whatever their variance there. */
    public void pair(Region one, Region other) {
        if (one.isExistential()) {
            counterparts.computeIfAbsent(one, _ -> new ArrayList<>(1)).add(other);
        }
        if (other.isExistential()) {
            counterparts.computeIfAbsent(other, _ -> new ArrayList<>(1)).add(one);
        }
    }

    /** Whether {@code longer: shorter} follows from what is assumed outside all binders. */
    public boolean isKnown(Region longer, Region shorter) {
        return new Knowledge(this, new Valuation(this)).outlives(longer, shorter, root);
    }

    List<Region> regions() {
        return Collections.unmodifiableList(regions);
    }

    List<Constraint> constraints() {
        return List.copyOf(constraints.values());
    }

    List<Assumption> assumptions() {
        return Collections.unmodifiableList(ordered);
    }

    /** The regions that were paired with {@code existential}, in order. */
    List<Region> counterparts(Region existential) {
        return counterparts.getOrDefault(existential, List.of());
    }

    /** The time of a call of what {@code scope} is the inside of. */
    Region body(Scope scope) {
        return Optional.ofNullable(bodies.get(scope)).orElseGet(() -> {
            Region body = region(Region.Kind.BODY, "the call", scope);
            bodies.put(scope, body);
            return body;
        });
    }

    private Region region(Region.Kind kind, String name, Scope scope) {
        Region region = new Region(regions.size(), kind, name, scope);
        regions.add(region);
        return region;
    }
}
