package org.rdylib.codegen.rust;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import org.rdylib.spec.Type;
import org.rdylib.spec.layout.Options;

/** Expressions that turn the author's form of a value into the stored one and back. */
final class Conversions {

    private final RustTypes types;

    Conversions(RustTypes types) {
        this.types = types;
    }

    /** The stored form of {@code value}, which is in the author's. */
    String toStored(Type type, String value) {
        return convert(type, value, "from_std");
    }

    /** The author's form of {@code value}, which is in the stored one. */
    String toAuthor(Type type, String value) {
        return convert(type, value, "into_std");
    }

    private boolean isStoring(String how) {
        return how.equals("from_std");
    }

    private String convert(Type type, String value, String how) {
        if (types.isOneForm(type)) {
            return value;
        }
        return switch (type) {
            case Type.Option o when Options.isNullable(o.value()) -> mapped(o.value(), value, "map", how);
            case Type.Option o ->
                around("Option", value, how, v -> types.isOneForm(o.value()) ? v : mapped(o.value(), v, "map", how));
            case Type.Result r ->
                around("Result", value, how, v -> {
                    String ok = types.isOneForm(r.ok()) ? v : mapped(r.ok(), v, "map", how);
                    return types.isOneForm(r.err()) ? ok : mapped(r.err(), ok, "map_err", how);
                });
            case Type.Tuple t -> tuple(t, value, how);
            case Type _ -> direct(type, value, how);
        };
    }

    private interface Inner {
        String apply(String value);
    }

    /** What is converted outside and inside: inside first when storing, outside first otherwise. */
    private String around(String wire, String value, String how, Inner inner) {
        return isStoring(how)
                ? types.wire(wire) + "::from_std(" + inner.apply(value) + ")"
                : inner.apply(value + ".into_std()");
    }

    private String mapped(Type type, String value, String map, String how) {
        return value + "." + map + "(|v| " + convert(type, "v", how) + ")";
    }

    private String tuple(Type.Tuple tuple, String value, String how) {
        String wire = "Tuple" + tuple.elements().size();
        if (tuple.elements().stream().allMatch(types::isOneForm)) {
            return around(wire, value, how, v -> v);
        }
        List<String> names = new ArrayList<>();
        List<String> converted = new ArrayList<>();
        for (int i = 0; i < tuple.elements().size(); i++) {
            names.add("v" + i);
            converted.add(convert(tuple.elements().get(i), "v" + i, how));
        }
        BiFunction<String, List<String>, String> form = (name, parts) ->
                name + "(" + String.join(", ", parts) + (name.isEmpty() && parts.size() == 1 ? ",)" : ")");
        String stored = types.wire(wire);
        return isStoring(how)
                ? "{ let " + form.apply("", names) + " = " + value + "; " + form.apply(stored, converted) + " }"
                : "{ let " + form.apply(stored, names) + " = " + value + "; " + form.apply("", converted) + " }";
    }

    private String direct(Type type, String value, String how) {
        String wire = types.stored(type);
        int arguments = wire.indexOf('<');
        String head = arguments < 0 ? wire : wire.substring(0, arguments);
        boolean isFuture = type instanceof Type.Boxed b && RustTypes.isFuture(b.target());
        if (isStoring(how)) {
            return head + (isFuture ? "::from_pin(" : "::from_std(") + value + ")";
        }
        if (isFuture) {
            return head + "::into_pin(" + value + ")";
        }
        // What is in a `Box` may be coerced where that is used, and both may be dereferenced: rustc infers no `_` in
        // them there.
        return type instanceof Type.Boxed || type instanceof Type.Shared
                ? head + "::into_std(" + value + ")"
                : value + ".into_std()";
    }
}
