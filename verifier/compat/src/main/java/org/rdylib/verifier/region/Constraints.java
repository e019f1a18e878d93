package org.rdylib.verifier.region;

import java.util.ArrayList;
import java.util.Collection;
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

    /** What is known of one scope. Of a question that was asked {@link #again}, the same until one of them learns more. */
    private static final class Facts {
        private final Constraints owner;
        private final Region body;
        private final Set<Assumption> assumptions = new LinkedHashSet<>();
        private final List<Region> givenToCalls = new ArrayList<>();

        Facts(Constraints owner, Region body) {
            this.owner = owner;
            this.body = body;
        }
    }

    private final Scope root;
    private List<Region> regions;
    private Map<Scope, Facts> facts;
    /** Whether {@link #regions} and {@link #facts} are those of another question too, until one of them learns more. */
    private boolean isShared;

    private final Map<Edge, Constraint> constraints = new LinkedHashMap<>();
    private final Map<Region, List<Region>> counterparts = new HashMap<>();
    private final Region forever;
    private final Region dylib;

    /** A question without lifetimes but {@code 'static} and {@code 'dylib}. */
    public Constraints() {
        root = Scope.root();
        regions = new ArrayList<>();
        facts = new HashMap<>();
        forever = region(Region.Kind.UNIVERSAL, "'static", root);
        dylib = region(Region.Kind.UNIVERSAL, "'dylib", root);
        enter(root);
        own(root).givenToCalls.addAll(List.of(forever, dylib));
        assume(forever, dylib, root);
    }

    private Constraints(Constraints other) {
        root = other.root;
        forever = other.forever;
        dylib = other.dylib;
        regions = other.regions;
        facts = other.facts;
        isShared = true;
        other.isShared = true;
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
        enter(inner);
        return inner;
    }

    /** How many binders were opened. */
    public int opened() {
        return facts.size() - 1;
    }

    /** A lifetime that the caller chooses. */
    public Region universal(String name) {
        return given(region(Region.Kind.UNIVERSAL, name, root));
    }

    /** A lifetime of a wanted function type, opened as {@code scope}. */
    public Region placeholder(String name, Scope scope) {
        return given(region(Region.Kind.PLACEHOLDER, name, scope));
    }

    /** A lifetime that the solver may choose among all that {@code scope} can name. */
    public Region existential(String name, Scope scope) {
        return region(Region.Kind.EXISTENTIAL, name, scope);
    }

    /** Takes {@code longer: shorter} for granted within {@code scope}. */
    public void assume(Region longer, Region shorter, Scope scope) {
        if (!longer.equals(shorter)) {
            own(scope).assumptions.add(new Assumption(longer, shorter));
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
        boolean isPromised =
                longer.equals(forever) || longer.equals(shorter) || shorter.kind() != Region.Kind.UNIVERSAL;
        for (Assumption assumption : assumptions(root)) {
            isPromised |= assumption.shorter().equals(shorter);
        }
        // What nothing is assumed to outlive need not be looked for.
        return isPromised && new Knowledge(this, new Valuation(this)).outlives(longer, shorter, root);
    }

    List<Region> regions() {
        return Collections.unmodifiableList(regions);
    }

    Collection<Constraint> constraints() {
        return Collections.unmodifiableCollection(constraints.values());
    }

    /** What is assumed in {@code scope} itself. */
    Set<Assumption> assumptions(Scope scope) {
        return of(scope).assumptions;
    }

    /** The regions that a call of what {@code scope} is the inside of is given: they outlive it. */
    List<Region> givenToCalls(Scope scope) {
        return of(scope).givenToCalls;
    }

    /** The regions that were paired with {@code existential}, in order. */
    List<Region> counterparts(Region existential) {
        return counterparts.getOrDefault(existential, List.of());
    }

    /** The time of a call of what {@code scope} is the inside of. */
    Region body(Scope scope) {
        return of(scope).body;
    }

    private void unshare() {
        if (isShared) {
            regions = new ArrayList<>(regions);
            facts = new HashMap<>(facts);
            isShared = false;
        }
    }

    private void enter(Scope scope) {
        Facts inside = new Facts(this, region(Region.Kind.BODY, "the call", scope));
        facts.put(scope, inside);
    }

    private Facts of(Scope scope) {
        return Optional.ofNullable(facts.get(scope))
                .orElseThrow(() -> new IllegalArgumentException("a scope of another question"));
    }

    private Facts own(Scope scope) {
        Facts known = of(scope);
        if (known.owner == this) {
            return known;
        }
        Facts copy = new Facts(this, known.body);
        copy.assumptions.addAll(known.assumptions);
        copy.givenToCalls.addAll(known.givenToCalls);
        unshare();
        facts.put(scope, copy);
        return copy;
    }

    private Region given(Region region) {
        own(region.scope()).givenToCalls.add(region);
        return region;
    }

    private Region region(Region.Kind kind, String name, Scope scope) {
        Region region = new Region(regions.size(), kind, name, scope);
        unshare();
        regions.add(region);
        return region;
    }
}
