package org.rdylib.verifier.region;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
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

    private record Edge(Region longer, Region shorter, Scope scope) {}

    private final Scope root;
    private final List<Region> regions = new ArrayList<>();
    private final Map<Scope, Region> bodies = new HashMap<>();
    private final Map<Edge, Constraint> constraints = new LinkedHashMap<>();
    private final Map<Scope, Set<Assumption>> assumptions = new HashMap<>();
    private final Map<Scope, List<Region>> givenToCalls = new HashMap<>();
    private final Map<Region, List<Region>> counterparts = new HashMap<>();
    private final Region forever;
    private final Region dylib;

    /** A question without lifetimes but {@code 'static} and {@code 'dylib}. */
    public Constraints() {
        root = Scope.root();
        forever = universal("'static");
        dylib = universal("'dylib");
        body(root);
        assume(forever, dylib, root);
    }

    private Constraints(Constraints other) {
        root = other.root;
        forever = other.forever;
        dylib = other.dylib;
        regions.addAll(other.regions);
        bodies.putAll(other.bodies);
        other.assumptions.forEach((scope, all) -> assumptions.put(scope, new LinkedHashSet<>(all)));
        other.givenToCalls.forEach((scope, all) -> givenToCalls.put(scope, new ArrayList<>(all)));
    }

    /** Another question of the same lifetimes, of which the same is assumed and nothing is demanded. */
    public Constraints again() {
        return new Constraints(this);
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

    /** The inside of a binder within {@code outer}. */
    public Scope open(Scope outer) {
        Scope inner = outer.inner();
        body(inner);
        return inner;
    }

    /** How many binders were opened. */
    public int opened() {
        return bodies.size() - 1;
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
        if (!longer.equals(shorter)) {
            assumptions.computeIfAbsent(scope, _ -> new LinkedHashSet<>()).add(new Assumption(longer, shorter));
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

    /** What is assumed in {@code scope} itself. */
    Set<Assumption> assumptions(Scope scope) {
        return assumptions.getOrDefault(scope, Set.of());
    }

    /** The regions that a call of what {@code scope} is the inside of is given: they outlive it. */
    List<Region> givenToCalls(Scope scope) {
        return givenToCalls.getOrDefault(scope, List.of());
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
        if (kind == Region.Kind.UNIVERSAL || kind == Region.Kind.PLACEHOLDER) {
            givenToCalls.computeIfAbsent(scope, _ -> new ArrayList<>()).add(region);
        }
        return region;
    }
}
