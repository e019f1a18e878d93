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
import org.rdylib.spec.Parameter;
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
    private final Set<Key> seen = new HashSet<>();

    private Flows(Descriptor descriptor) {
        descriptor.types().forEach(t -> types.put(t.name(), t));
        descriptor.interfaces().forEach(i -> interfaces.put(i.name(), i));
        descriptor.exports().forEach(e -> call(e.signature(), Way.TO_HOST));
        descriptor.imports().forEach(i -> call(i.signature(), Way.TO_PLUGIN));
    }

    static Flows of(Descriptor descriptor) {
        return new Flows(descriptor);
    }

    /** Whether values (objects) of the type (interface) {@code name} go {@code way}. */
    boolean go(String name, Way way) {
        return seen.contains(new Key(name, way));
    }

    /** @param result the way of the result */
    private void call(Signature s, Way result) {
        s.parameters().stream().map(Parameter::type).forEach(t -> outermost(t, result.back()));
        outermost(s.result(), result);
    }

    /** An object cannot be overwritten through {@code &mut dyn}, so it goes only one way where it is the whole value. */
    private void outermost(Type type, Way way) {
        if (type instanceof Type.Reference r
                && (r.target() instanceof Type.InterfaceObject || r.target() instanceof Type.Closure)) {
            value(r.target(), way);
        } else {
            value(type, way);
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
                    interfaces.get(t.name()).methods().forEach(m -> call(m.signature(), way));
                }
            }
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
