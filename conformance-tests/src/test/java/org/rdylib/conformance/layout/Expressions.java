package org.rdylib.conformance.layout;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.rdylib.spec.Payload;
import org.rdylib.spec.ScalarKind;
import org.rdylib.spec.Type;
import org.rdylib.spec.TypeDeclaration;
import org.rdylib.spec.Types;
import org.rdylib.spec.Variant;

/** All different types of a set of declarations in an order in which each comes after its parts, each with a name. */
final class Expressions {

    private final Map<Type, String> names = new LinkedHashMap<>();

    Expressions(RandomTypes types) {
        for (TypeDeclaration declaration : types.all()) {
            Types.fieldTypes(declaration).forEach(this::add);
            names.put(new Type.Named(declaration.name(), List.of(), RandomTypes.AT), declaration.name());
        }
    }

    private void add(Type type) {
        if (!names.containsKey(type)) {
            Types.parts(type).forEach(this::add);
            names.put(type, "X" + names.size());
        }
    }

    Map<Type, String> all() {
        return names;
    }

    String name(Type type) {
        return Optional.ofNullable(names.get(type)).orElseThrow();
    }

    /** A member of a C struct or union, or what Rust's {@code offset_of!} takes. */
    record Member(String path, Type type) {}

    /** The parts of an enum's variant, or of a struct where {@code variant} is empty. */
    static List<Member> members(Payload payload) {
        return switch (payload) {
            case Payload.None _ -> List.of();
            case Payload.Positional p -> positional(p.types());
            case Payload.Fields f ->
                f.fields().stream().map(x -> new Member(x.name(), x.type())).toList();
        };
    }

    static List<Member> positional(List<Type> types) {
        List<Member> members = new ArrayList<>();
        for (Type type : types) {
            if (!(type instanceof Type.Unit)) {
                members.add(new Member(Integer.toString(members.size()), type));
            }
        }
        return members;
    }

    /** A tagged type as an enum: {@code Option} and {@code Result} are laid out as these are. */
    record Tagged(ScalarKind repr, List<Variant> variants) {
        static Tagged option(Type.Option option) {
            return new Tagged(ScalarKind.U8, List.of(variant("None", 0, List.of()), some("Some", 1, option.value())));
        }

        static Tagged result(Type.Result result) {
            return new Tagged(ScalarKind.U8, List.of(some("Ok", 0, result.ok()), some("Err", 1, result.err())));
        }

        private static Variant some(String name, int tag, Type type) {
            return variant(name, tag, type instanceof Type.Unit ? List.of() : List.of(type));
        }

        private static Variant variant(String name, int tag, List<Type> types) {
            return new Variant(
                    name,
                    BigInteger.valueOf(tag),
                    types.isEmpty() ? new Payload.None() : new Payload.Positional(types),
                    Optional.empty(),
                    RandomTypes.AT);
        }
    }
}
