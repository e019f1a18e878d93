package org.rdylib.codegen.rust;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import org.rdylib.spec.Bound;
import org.rdylib.spec.Descriptor;
import org.rdylib.spec.Method;
import org.rdylib.spec.Mutability;
import org.rdylib.spec.Parameter;
import org.rdylib.spec.Signature;
import org.rdylib.spec.Type;
import org.rdylib.spec.Types;
import org.rdylib.spec.check.CheckedDescriptor;

/** What crosses the boundary of a descriptor, in which direction and behind which pointer. */
final class Flow {

    /** From where a value goes to where. */
    enum Direction {
        /** From the host to the plugin. */
        IN,
        /** From the plugin to the host. */
        OUT;

        Direction reversed() {
            return this == IN ? OUT : IN;
        }
    }

    /** What an object or closure stands behind. */
    enum Pointer {
        BOX,
        ARC,
        SHARED,
        EXCLUSIVE
    }

    /** How objects of a {@code dyn} type cross. */
    record Crossing(Direction direction, Pointer pointer) {}

    /**
     * A {@code dyn} type that crosses other than by a reference that enters for the length of a call.
     *
     * @param example one of its occurrences
     */
    record Dyn(Type example, Set<Crossing> crossings) {
        boolean has(Direction direction, Pointer pointer) {
            return crossings.contains(new Crossing(direction, pointer));
        }

        /** Whether what enters can be used where its words lie: it is owned there. */
        boolean isUsedInPlace() {
            return has(Direction.IN, Pointer.BOX) || has(Direction.IN, Pointer.ARC);
        }
    }

    private final CheckedDescriptor descriptor;
    private final RustTypes types;
    private final Map<String, Set<Direction>> interfaces = new HashMap<>();
    private final Map<String, Set<Direction>> behindPointers = new HashMap<>();
    private final Map<String, Set<Direction>> byValue = new HashMap<>();
    private final SequencedMap<String, Dyn> dyns = new LinkedHashMap<>();
    private final SequencedMap<String, Set<Direction>> confined = new LinkedHashMap<>();
    private final SequencedMap<String, Map.Entry<Type.Function, Set<Direction>>> functions = new LinkedHashMap<>();
    private final Set<String> closures = new HashSet<>();
    /** What is still to be looked into: a chain of types may be as long as the descriptor. */
    private final Deque<Runnable> unseen = new ArrayDeque<>();

    private Flow(CheckedDescriptor descriptor, RustTypes types) {
        this.descriptor = descriptor;
        this.types = types;
    }

    static Flow of(CheckedDescriptor checked, RustTypes types) {
        Flow flow = new Flow(checked, types);
        Descriptor descriptor = checked.descriptor();
        descriptor.exports().forEach(e -> flow.signature(e.signature(), Direction.IN));
        descriptor.imports().forEach(i -> flow.signature(i.signature(), Direction.OUT));
        while (!flow.unseen.isEmpty()) {
            flow.unseen.remove().run();
        }
        return flow;
    }

    /** In which directions objects of an interface go. */
    Set<Direction> ofInterface(String name) {
        return Optional.ofNullable(interfaces.get(name)).orElse(Set.of());
    }

    /** Whether values of a declared type come in by value, so that they must be looked at. */
    boolean comesIn(String type) {
        return Optional.ofNullable(byValue.get(type)).orElse(Set.of()).contains(Direction.IN);
    }

    /** The {@code dyn} types that cross, but for those that only enter, for the length of a call. */
    Iterable<Dyn> dyns() {
        return dyns.values();
    }

    /** Whether objects of the interface cross behind that pointer, whatever their bounds. */
    boolean crosses(String name, Direction direction, Pointer pointer) {
        boolean kept = dyns.values().stream()
                .anyMatch(d -> d.example() instanceof Type.InterfaceObject o
                        && o.name().equals(name)
                        && d.has(direction, pointer));
        String key = name + " " + pointer;
        return kept || Optional.ofNullable(confined.get(key)).orElse(Set.of()).contains(direction);
    }

    /** The function types, each with the directions in which it goes. */
    Iterable<Map.Entry<Type.Function, Set<Direction>>> functions() {
        return functions.values();
    }

    /** Parameters go in {@code direction}, the result the other way. */
    private void signature(Signature signature, Direction direction) {
        for (Parameter p : signature.parameters()) {
            Optional<Type.Reference> reference =
                    Confinement.isConfined(signature, p) ? Confinement.reference(p.type()) : Optional.empty();
            if (reference.isPresent()) {
                Type target = reference.get().target();
                if (target instanceof Type.InterfaceObject o) {
                    Pointer pointer = pointer(reference.get());
                    confined.computeIfAbsent(o.name() + " " + pointer, _ -> EnumSet.noneOf(Direction.class))
                            .add(direction);
                    if (direction == Direction.OUT) {
                        crosses(o, new Crossing(direction, pointer));
                    }
                }
                object(target, direction);
            } else {
                value(p.type(), direction, true);
            }
        }
        value(signature.result(), direction.reversed(), true);
    }

    private static Pointer pointer(Type.Reference r) {
        return r.mutability() == Mutability.SHARED ? Pointer.SHARED : Pointer.EXCLUSIVE;
    }

    private void value(Type type, Direction direction, boolean byValue) {
        switch (type) {
            case Type.Scalar _, Type.Unit _, Type.Str _, Type.CStr _, Type.Text _ -> {}
            case Type.Named n -> named(n, direction, byValue);
            case Type.Reference r -> behind(r.target(), pointer(r), direction, r.mutability());
            case Type.Pointer p -> {
                value(p.target(), direction, false);
                value(p.target(), direction.reversed(), false);
            }
            case Type.Handle h -> value(h.target(), direction, false);
            case Type.Boxed b when Confinement.isObject(b.target()) -> kept(b.target(), Pointer.BOX, direction);
            case Type.Shared s when Confinement.isObject(s.target()) -> kept(s.target(), Pointer.ARC, direction);
            case Type.Function f -> function(f, direction);
            case Type.InterfaceObject _, Type.Closure _ -> object(type, direction);
            case Type.Tuple _, Type.Array _, Type.Slice _, Type.Option _, Type.Result _ ->
                Types.parts(type).forEach(t -> value(t, direction, byValue));
            case Type.Boxed _, Type.Shared _, Type.Vector _ -> // what is owned is looked at, however deep
                Types.parts(type).forEach(t -> value(t, direction, byValue));
        }
    }

    private void behind(Type target, Pointer pointer, Direction direction, Mutability mutability) {
        if (Confinement.isObject(target)) {
            kept(target, pointer, direction);
            return;
        }
        value(target, direction, false);
        if (mutability == Mutability.EXCLUSIVE) {
            value(target, direction.reversed(), false);
        }
    }

    private void named(Type.Named n, Direction direction, boolean isByValue) {
        Set<Direction> seen =
                (isByValue ? byValue : behindPointers).computeIfAbsent(n.name(), _ -> EnumSet.noneOf(Direction.class));
        if (seen.add(direction)) {
            unseen.add(() -> Types.fieldTypes(descriptor.type(n.name())).forEach(t -> value(t, direction, isByValue)));
        }
    }

    private void kept(Type target, Pointer pointer, Direction direction) {
        crosses(target, new Crossing(direction, pointer));
        object(target, direction);
    }

    private void crosses(Type target, Crossing crossing) {
        Type general = target instanceof Type.Closure c ? generalized(c) : target;
        dyns.computeIfAbsent(key(general), _ -> new Dyn(general, new HashSet<>()))
                .crossings()
                .add(crossing);
    }

    private static Type.Closure generalized(Type.Closure c) {
        return new Type.Closure(c.kind(), Generalized.of(c.signature()), c.bounds(), c.bound(), c.at());
    }

    /** What is one type to Rust but for its own bound. */
    private String key(Type target) {
        return switch (target) {
            case Type.InterfaceObject o -> "dyn " + o.name() + autoTraits(o.bounds());
            case Type.Closure c -> "dyn " + types.binder(c.signature()) + types.called(c) + autoTraits(c.bounds());
            case Type t -> throw new IllegalArgumentException("no object at " + t.at());
        };
    }

    private static String autoTraits(Set<Bound> bounds) {
        return (bounds.contains(Bound.SEND) ? " + Send" : "") + (bounds.contains(Bound.SYNC) ? " + Sync" : "");
    }

    /** What is called on an object or closure that goes in {@code direction} takes its arguments the other way. */
    private void object(Type target, Direction direction) {
        switch (target) {
            case Type.InterfaceObject o -> {
                if (interfaces
                        .computeIfAbsent(o.name(), _ -> EnumSet.noneOf(Direction.class))
                        .add(direction)) {
                    for (Method m : descriptor.interfaceNamed(o.name()).methods()) {
                        unseen.add(() -> signature(m.signature(), direction.reversed()));
                    }
                }
            }
            case Type.Closure c -> {
                if (closures.add(key(generalized(c)) + direction)) {
                    unseen.add(() -> signature(c.signature(), direction.reversed()));
                }
            }
            case Type t -> throw new IllegalArgumentException("no object at " + t.at());
        }
    }

    private void function(Type.Function written, Direction direction) {
        Type.Function f = new Type.Function(Generalized.of(written.signature()), written.bound(), written.at());
        String key = types.function(f);
        Set<Direction> seen = functions
                .computeIfAbsent(key, _ -> Map.entry(f, EnumSet.noneOf(Direction.class)))
                .getValue();
        if (seen.add(direction)) {
            unseen.add(() -> signature(f.signature(), direction.reversed()));
        }
    }
}
