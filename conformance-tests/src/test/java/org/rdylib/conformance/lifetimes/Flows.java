package org.rdylib.conformance.lifetimes;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.rdylib.spec.Descriptor;
import org.rdylib.spec.Field;
import org.rdylib.spec.InterfaceDeclaration;
import org.rdylib.spec.Mutability;
import org.rdylib.spec.Payload;
import org.rdylib.spec.Signature;
import org.rdylib.spec.Type;
import org.rdylib.spec.TypeDeclaration;

/** Which way the values of each declared type, and the objects of each interface, cross the boundary. */
final class Flows {

    /** The way of a value. */
    enum Way {
        TO_PLUGIN,
        TO_HOST;

        Way back() {
            return this == TO_PLUGIN ? TO_HOST : TO_PLUGIN;
        }
    }

    private record Key(String name, Way way) {}

    private final Map<String, TypeDeclaration> types = new HashMap<>();
    private final Map<String, InterfaceDeclaration> interfaces = new HashMap<>();
    private final Map<String, InterfaceDeclaration> others = new HashMap<>();
    private final Set<Key> seen = new HashSet<>();

    private Flows(Descriptor host, Descriptor plugin) {
        host.types().forEach(t -> types.put(t.name(), t));
        host.interfaces().forEach(i -> interfaces.put(i.name(), i));
        plugin.interfaces().forEach(i -> others.put(i.name(), i));
        host.exports()
                .forEach(h -> plugin.exports().stream()
                        .filter(p -> p.name().equals(h.name()))
                        .forEach(p -> call(h.signature(), p.signature(), Way.TO_HOST)));
        host.imports()
                .forEach(h -> plugin.imports().stream()
                        .filter(p -> p.name().equals(h.name()))
                        .forEach(p -> call(h.signature(), p.signature(), Way.TO_PLUGIN)));
    }

    static Flows of(Descriptor host, Descriptor plugin) {
        return new Flows(host, plugin);
    }

    /** Whether values (objects) of the type (interface) {@code name} go {@code way}. */
    boolean go(String name, Way way) {
        return seen.contains(new Key(name, way));
    }

    /** Whether they go the one way, and not the other. */
    boolean goOneWay(String name) {
        return go(name, Way.TO_PLUGIN) != go(name, Way.TO_HOST);
    }

    /** @param result the way of the result */
    private void call(Signature host, Signature plugin, Way result) {
        int count = Math.min(host.parameters().size(), plugin.parameters().size());
        for (int i = 0; i < count; i++) {
            outermost(
                    host.parameters().get(i).type(), plugin.parameters().get(i).type(), result.back());
        }
        outermost(host.result(), plugin.result(), result);
    }

    /**
     * What is lent as shared goes only one way; and so does an object, which cannot be overwritten through {@code &mut
     * dyn}, where it is the whole value.
     */
    private void outermost(Type host, Type plugin, Way way) {
        if (host instanceof Type.Reference h
                && plugin instanceof Type.Reference p
                && (h.mutability() != p.mutability()
                        || h.target() instanceof Type.InterfaceObject
                        || h.target() instanceof Type.Closure)) {
            value(h.target(), way);
        } else {
            value(host, way);
        }
    }

    private void value(Type type, Way way) {
        switch (type) {
            case Type.Scalar _, Type.Unit _, Type.Str _, Type.CStr _, Type.Text _ -> {}
            case Type.Tuple t -> t.elements().forEach(e -> value(e, way));
            case Type.Array t -> value(t.element(), way);
            case Type.Reference t -> behind(t.mutability(), t.target(), way);
            case Type.Pointer t -> behind(t.mutability(), t.target(), way);
            case Type.Slice t -> value(t.element(), way);
            case Type.Option t -> value(t.value(), way);
            case Type.Result t -> {
                value(t.ok(), way);
                value(t.err(), way);
            }
            case Type.Boxed t -> value(t.target(), way);
            case Type.Handle t -> value(t.target(), way);
            case Type.Shared t -> value(t.target(), way);
            case Type.Vector t -> value(t.element(), way);
            case Type.Function t -> pure(t.signature(), way);
            case Type.Closure t -> pure(t.signature(), way);
            case Type.Named t -> {
                if (types.containsKey(t.name()) && seen.add(new Key(t.name(), way))) {
                    contents(types.get(t.name())).forEach(f -> value(f, way));
                }
            }
            case Type.InterfaceObject t -> {
                if (interfaces.containsKey(t.name()) && seen.add(new Key(t.name(), way))) {
                    methods(interfaces.get(t.name()), others.getOrDefault(t.name(), interfaces.get(t.name())), way);
                }
            }
        }
    }

    private void methods(InterfaceDeclaration host, InterfaceDeclaration plugin, Way way) {
        int count = Math.min(host.methods().size(), plugin.methods().size());
        for (int i = 0; i < count; i++) {
            call(host.methods().get(i).signature(), plugin.methods().get(i).signature(), way);
        }
    }

    private void behind(Mutability mutability, Type target, Way way) {
        value(target, way);
        if (mutability == Mutability.EXCLUSIVE) {
            value(target, way.back());
        }
    }

    private void pure(Signature s, Way result) {
        s.parameters().forEach(p -> value(p.type(), result.back()));
        value(s.result(), result);
    }

    /** The types of all fields of a struct, or of all payloads of an enum. */
    static List<Type> contents(TypeDeclaration declaration) {
        return switch (declaration) {
            case TypeDeclaration.Struct d ->
                d.fields().stream().map(Field::type).toList();
            case TypeDeclaration.Opaque _ -> List.of();
            case TypeDeclaration.Enum d ->
                d.variants().stream()
                        .flatMap(v -> switch (v.payload()) {
                            case Payload.None _ -> java.util.stream.Stream.<Type>empty();
                            case Payload.Positional p -> p.types().stream();
                            case Payload.Fields p -> p.fields().stream().map(Field::type);
                        })
                        .toList();
        };
    }
}
