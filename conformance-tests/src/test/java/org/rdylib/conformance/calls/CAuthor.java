package org.rdylib.conformance.calls;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.rdylib.spec.Descriptor;
import org.rdylib.spec.Export;
import org.rdylib.spec.Import;
import org.rdylib.spec.Parameter;
import org.rdylib.spec.Type;
import org.rdylib.spec.layout.Passing;

/**
 * The author of a plugin in C: every export looks at what it is given, calls what it can call of that, and the import that
 * it is to call, leaves something behind what it may write to, and answers. Of what is tested it uses the generated header
 * alone, as any author would: its prototypes and the names of fields.
 */
final class CAuthor {

    private final Descriptor descriptor;
    private final Data data;
    private final CValues values;
    private final CHeader header;
    private final StringBuilder source = new StringBuilder();
    /** How many things that came have a name. */
    private int came;

    /** Whether what is being written can fail. Closures that are called by what cannot are given nothing to refuse. */
    private boolean canFail = true;

    CAuthor(Data data, String header) {
        this.descriptor = data.descriptor().descriptor();
        this.data = data;
        this.values = new CValues(data.descriptor(), source);
        this.header = new CHeader(header);
    }

    /** The source of the plugin; it includes {@code places.h} and the generated header, whose text is given too. */
    static String write(Data data, String header) {
        CAuthor author = new CAuthor(data, header);
        author.source.append("#include \"%s.h\"\n#include \"places.h\"\n\n".formatted(author.descriptor.library()));
        author.descriptor.exports().forEach(author::export);
        return author.source.toString();
    }

    /** Everything that has been written. */
    StringBuilder source() {
        return source;
    }

    private void export(Export export) {
        CHeader.Prototype prototype = header.prototype(descriptor.library() + "_" + export.name());
        if (Boundary.isCaller(export)) {
            Import called = Boundary.called(export, descriptor);
            calling(prototype.text(), new Code.Entry(called.name(), "", called.signature()));
        } else {
            implement(prototype.text(), new Code.Entry(export.name(), "", export.signature()), prototype);
        }
    }

    /**
     * A checked function that does nothing but call one of the other side's.
     *
     * @param own how it is declared
     */
    void calling(String own, Code.Entry called) {
        CHeader.Prototype prototype = header.prototype(descriptor.library() + "_" + called.path());
        provide(called, prototype, false);
        source.append(own).append(" {\n");
        call(called, prototype, prototype.name(), List.of());
        source.append("  return NULL;\n}\n\n");
    }

    /**
     * A function that the other side calls.
     *
     * @param own how it is declared
     */
    void implement(String own, Code.Entry entry, CHeader.Prototype prototype) {
        provide(entry, prototype, true);
        source.append(own).append(" {\n");
        canFail = entry.isChecked();
        body(entry, prototype);
        canFail = true;
        source.append(entry.isChecked() ? "  return NULL;\n}\n\n" : "}\n\n");
    }

    // ---- What this side gives ----

    /**
     * Everything that is given in a call, with what is given in the calls of that.
     *
     * @param isOwn whether this side is called
     */
    private void provide(Code.Entry called, CHeader.Prototype prototype, boolean isOwn) {
        List<Parameter> parameters = called.signature().parameters();
        for (int i = 0; i < parameters.size(); i++) {
            String name = cName(parameters.get(i), i);
            data.code(parameters.get(i), i, called.path())
                    .ifPresent(code -> provide(code, prototype.typeOf(code, name), !isOwn));
        }
        data.code(called.signature().result(), called.path() + "()")
                .ifPresent(code -> provide(code, prototype.typeOf(code, "out"), isOwn));
    }

    private void provide(Code code, String type, boolean isGiven) {
        if (!isGiven) {
            code.callable().forEach(e -> provide(e, header.entry(code, e, type), false));
            return;
        }
        for (Code.Entry entry : code.entries()) {
            CHeader.Prototype prototype = header.entry(code, entry, type);
            implement("static " + prototype.implemented(own(entry.path())), entry, prototype);
        }
        if (code.holder() != Code.Holder.FUNCTION) {
            source.append("static const %s_table %s_table = {{%s, %d}, %s};\n\n"
                    .formatted(
                            type,
                            own(code.path()),
                            switch (code.holder()) {
                                case ARC -> "places_drop_given, places_clone, 0, 1";
                                case BOX -> "places_drop_given, NULL, 0, 1";
                                case SHARED, EXCLUSIVE, FUNCTION -> "NULL, NULL, 0, 1";
                            },
                            code.entries().size(),
                            code.entries().stream().map(e -> own(e.path())).collect(joining(", "))));
        }
    }

    /** What the function that implements an entry is called. */
    private static String own(String path) {
        return "own_" + path.replaceAll("\\W", "_");
    }

    /** The words of what this side gives. */
    private static List<String> given(Code code) {
        return switch (code.holder()) {
            case FUNCTION -> List.of(own(code.path()));
            case SHARED, EXCLUSIVE -> List.of("(void *)&places_reported", "&" + own(code.path()) + "_table");
            case BOX, ARC -> List.of("places_give(\"" + code.path() + "\")", "&" + own(code.path()) + "_table");
        };
    }

    // ---- What this side does ----

    /** Calls what came, and drops it where it is this side's. */
    private void use(Code code, String type, List<String> words) {
        for (Code.Entry entry : code.callable()) {
            CHeader.Prototype prototype = header.entry(code, entry, type);
            boolean isFunction = code.holder() == Code.Holder.FUNCTION;
            call(entry, prototype, isFunction ? words.getFirst() : prototype.name(), isFunction ? List.of() : words);
        }
        if (code.holder().isOwner()) {
            source.append("  if (places_is_right()) %s_drop((void *)%s);%n".formatted(type, String.join(", ", words)));
        }
    }

    private void body(Code.Entry called, CHeader.Prototype prototype) {
        String path = called.path();
        List<String> frees = new ArrayList<>();
        List<Parameter> parameters = called.signature().parameters();
        for (int i = 0; i < parameters.size(); i++) {
            Parameter p = parameters.get(i);
            if (data.code(p, i, path).isEmpty()) {
                Datum datum = data.of(p.type(), Data.place(p, i, path));
                String value = argument(p, cName(p, i));
                values.see(p.type(), datum, value);
                if (Boundary.exclusive(p.type()).isEmpty()) {
                    values.free(p.type(), datum, value, frees);
                }
            }
        }
        for (int i = 0; i < parameters.size(); i++) {
            String name = cName(parameters.get(i), i);
            data.code(parameters.get(i), i, path)
                    .ifPresent(code -> use(
                            code,
                            prototype.typeOf(code, name),
                            code.holder() == Code.Holder.FUNCTION ? List.of(name) : List.of(name, name + "_table")));
        }
        for (int i = 0; i < parameters.size(); i++) {
            Parameter p = parameters.get(i);
            String place = Data.place(p, i, path);
            String value = value(p, cName(p, i));
            Boundary.exclusive(p.type()).ifPresent(r -> leave(r, place, value));
            if (Boundary.lendsWithin(p.type(), data.descriptor())) {
                values.lent(p.type(), data.of(p.type(), place), value)
                        .forEach(lent ->
                                leave((Type.Reference) lent.type(), lent.datum().path(), lent.place()));
            }
        }
        if (!frees.isEmpty()) {
            source.append("  if (places_is_right()) {\n");
            frees.forEach(f -> source.append("    ").append(f).append('\n'));
            source.append("  }\n");
        }
        answer(called, prototype);
    }

    /** Puts other values behind a {@code &mut}; the owned ones that were there are freed first. */
    private void leave(Type.Reference reference, String path, String value) {
        if (reference.target() instanceof Type.Str) {
            source.append("  places_upper(%1$s.data, %1$s.length);%n".formatted(value));
            return;
        }
        Datum before = data.of(reference, path);
        Datum after = data.after(reference, path);
        if (reference.target() instanceof Type.Slice slice && after instanceof Datum.Elements elements) {
            for (int i = 0; i < elements.parts().size(); i++) {
                String element = CValues.pointer(slice.element(), value + ".data") + "[" + i + "]";
                values.freeNow(
                        slice.element(), ((Datum.Elements) before).parts().get(i), element);
                values.make(slice.element(), elements.parts().get(i), element, true);
            }
        } else {
            String target = "(*" + CValues.pointer(reference.target(), value) + ")";
            values.freeNow(reference.target(), ((Datum.Behind) before).target(), target);
            values.make(reference.target(), ((Datum.Behind) after).target(), target, true);
        }
    }

    private void answer(Code.Entry called, CHeader.Prototype prototype) {
        Type type = called.signature().result();
        String path = called.path() + "()";
        if (type instanceof Type.Unit) {
            return;
        }
        Optional<Code> code = data.code(type, path);
        if (code.isPresent()) {
            List<String> words = given(code.get());
            source.append(
                    code.get().holder() == Code.Holder.FUNCTION
                            ? "  *out = %s;%n".formatted(words.getFirst())
                            : "  out->data = %s;%n  out->table = %s;%n".formatted(words.getFirst(), words.getLast()));
        } else if (called.isChecked()) {
            String out = "(*" + CValues.pointer(type, "out") + ")";
            source.append("  SOIL(").append(out).append(");\n");
            values.make(type, data.of(type, path), out, true);
        } else {
            source.append("  ").append(prototype.result()).append(" result;\n  SOIL(result);\n");
            values.make(type, data.of(type, path), "result", true);
            source.append("  return result;\n");
        }
    }

    /**
     * Calls a function of the other side.
     *
     * @param function the expression that is called
     * @param self what it is passed first
     */
    private void call(Code.Entry called, CHeader.Prototype prototype, String function, List<String> self) {
        source.append("  {\n");
        String path = called.path();
        List<String> arguments = new ArrayList<>(self);
        List<Parameter> parameters = called.signature().parameters();
        for (int i = 0; i < parameters.size(); i++) {
            Parameter p = parameters.get(i);
            Optional<Code> code = data.code(p, i, path);
            if (code.isPresent()) {
                arguments.addAll(given(code.get()));
            } else {
                makeArgument(p, cName(p, i), Data.place(p, i, path), prototype, arguments);
            }
        }
        Type result = called.signature().result();
        boolean isUnit = result instanceof Type.Unit;
        if (called.isChecked() && !isUnit) {
            source.append("  ").append(prototype.parameter("out").replaceAll("\\bout\\b", "own_out"));
            source.append(" = places_place(sizeof(*%s));\n".formatted(CValues.pointer(result, "own_out")));
            arguments.add("own_out");
        }
        String all = String.join(", ", arguments);
        if (called.isChecked()) {
            source.append("  rdylib_failure *failure = %s(%s);\n".formatted(function, all));
            source.append(canFail ? "  if (failure) return failure;\n" : "  if (failure) abort();\n");
        } else {
            source.append("  %s%s(%s);\n".formatted(isUnit ? "" : prototype.result() + " own_out = ", function, all));
        }
        for (int i = 0; i < parameters.size(); i++) {
            Parameter p = parameters.get(i);
            String place = Data.place(p, i, path);
            String local = "own_" + cName(p, i);
            Boundary.exclusive(p.type()).ifPresent(r -> {
                if (called.isChecked()) {
                    seeAfter(r, place, local);
                } else {
                    seeIfThere(r, place, local);
                }
            });
        }
        if (!isUnit) {
            seeResult(called, prototype);
        }
        source.append("  }\n");
    }

    private void makeArgument(
            Parameter p, String name, String place, CHeader.Prototype prototype, List<String> arguments) {
        String local = "own_" + name;
        String renamed = prototype.parameter(name).replaceAll("\\b" + name + "\\b", "%s");
        if (Passing.of(p.type()) instanceof Passing.InTwoWords) {
            source.append("  struct { ").append(renamed.formatted("data")).append("; size_t length; } ");
            source.append(local).append(";\n");
            arguments.add(local + ".data");
            arguments.add(local + ".length");
        } else {
            source.append("  ").append(renamed.formatted(local)).append(";\n");
            arguments.add(local);
        }
        source.append("  SOIL(").append(local).append(");\n");
        values.make(p.type(), data.of(p.type(), place), local, true);
    }

    private void seeResult(Code.Entry called, CHeader.Prototype prototype) {
        Type type = called.signature().result();
        String path = called.path() + "()";
        Optional<Code> code = data.code(type, path);
        if (code.isPresent()) {
            // The calls of it have an own_out of their own.
            String result = "came_" + came++;
            source.append("  __typeof__(*own_out) %s = *own_out;%n".formatted(result));
            use(
                    code.get(),
                    prototype.typeOf(code.get(), "out"),
                    code.get().holder() == Code.Holder.FUNCTION
                            ? List.of(result)
                            : List.of(result + ".data", result + ".table"));
        } else {
            String value = called.isChecked() ? "(*" + CValues.pointer(type, "own_out") + ")" : "own_out";
            Datum datum = data.of(type, path);
            values.see(type, datum, value);
            values.freeNow(type, datum, value);
        }
    }

    /** A function of C's own way cannot say that it refuses what was spoiled: nothing is to be looked for there. */
    private void seeIfThere(Type.Reference reference, String path, String value) {
        boolean isInTwoWords = reference.target() instanceof Type.Str || reference.target() instanceof Type.Slice;
        source.append("  if (%s) {%n".formatted(isInTwoWords ? value + ".data" : value));
        seeAfter(reference, path, value);
        source.append("  }\n");
    }

    private void seeAfter(Type.Reference reference, String path, String value) {
        if (reference.target() instanceof Type.Str) {
            source.append("  places_see_upper(\"%1$s\", %2$s.data, %2$s.length);%n".formatted(path, value));
            return;
        }
        Datum after = data.after(reference, path);
        if (reference.target() instanceof Type.Slice slice && after instanceof Datum.Elements elements) {
            for (int i = 0; i < elements.parts().size(); i++) {
                String element = CValues.pointer(slice.element(), value + ".data") + "[" + i + "]";
                values.see(slice.element(), elements.parts().get(i), element);
                values.freeNow(slice.element(), elements.parts().get(i), element);
            }
        } else {
            String target = "(*" + CValues.pointer(reference.target(), value) + ")";
            values.see(reference.target(), ((Datum.Behind) after).target(), target);
            values.freeNow(reference.target(), ((Datum.Behind) after).target(), target);
        }
    }

    /** What stands for a parameter: itself, or a struct of its two words, which is declared here. */
    private String argument(Parameter p, String name) {
        if (Passing.of(p.type()) instanceof Passing.InTwoWords) {
            source.append("  struct { __typeof__(%1$s) data; size_t length; } %2$s = {%1$s, %1$s_length};%n"
                    .formatted(name, value(p, name)));
        }
        return value(p, name);
    }

    private static String value(Parameter p, String name) {
        return Passing.of(p.type()) instanceof Passing.InTwoWords ? name + "_words" : name;
    }

    /** What the generated header calls a parameter. */
    private static String cName(Parameter p, int index) {
        return p.name().isEmpty() ? "a" + index : p.name();
    }
}
