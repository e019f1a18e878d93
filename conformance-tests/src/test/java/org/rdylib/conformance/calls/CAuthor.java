package org.rdylib.conformance.calls;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.rdylib.spec.Convention;
import org.rdylib.spec.Descriptor;
import org.rdylib.spec.Export;
import org.rdylib.spec.Import;
import org.rdylib.spec.Parameter;
import org.rdylib.spec.Signature;
import org.rdylib.spec.Type;
import org.rdylib.spec.layout.Passing;

/**
 * The author of a plugin in C: every export looks at what it is given, calls the closures and the import that it is to
 * call, leaves something behind what it may write to, and answers. Of what is tested it uses the generated header alone,
 * as any author would: its prototypes and the names of fields.
 */
final class CAuthor {

    private final Descriptor descriptor;
    private final Data data;
    private final CValues values;
    private final String header;
    private final StringBuilder source = new StringBuilder();

    CAuthor(Data data, String header) {
        this.descriptor = data.descriptor().descriptor();
        this.data = data;
        this.values = new CValues(data.descriptor(), source);
        this.header = header;
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
        Prototype prototype = prototype(descriptor.library() + "_" + export.name());
        source.append(prototype.text()).append(" {\n");
        if (Boundary.isCaller(export)) {
            Import called = Boundary.called(export, descriptor);
            boolean isChecked = called.signature().convention() == Convention.CHECKED;
            call(
                    called.name(),
                    called.signature(),
                    prototype(descriptor.library() + "_" + called.name()),
                    isChecked,
                    List.of());
        } else {
            body(export.name(), export.signature(), prototype);
        }
        if (export.signature().convention() == Convention.CHECKED) {
            source.append("  return NULL;\n");
        }
        source.append("}\n\n");
    }

    /** What a function does that the other side calls. */
    void body(String path, Signature signature, Prototype prototype) {
        List<String> frees = new ArrayList<>();
        List<Parameter> parameters = signature.parameters();
        for (int i = 0; i < parameters.size(); i++) {
            Parameter p = parameters.get(i);
            if (Boundary.closure(p.type()).isEmpty()) {
                Datum datum = data.of(p.type(), path + "(" + Boundary.name(p, i) + ")");
                String value = argument(p, cName(p, i));
                values.see(p.type(), datum, value);
                if (Boundary.exclusive(p.type()).isEmpty()) {
                    values.free(p.type(), datum, value, frees);
                }
            }
        }
        for (Parameter p : parameters) {
            if (Boundary.closure(p.type()).isPresent()) {
                String table = prototype.tableOf(p.name());
                call(
                        path + "(" + p.name() + ")",
                        Boundary.closure(p.type()).orElseThrow().signature(),
                        prototype(table.replaceAll("_table$", "_call")),
                        true,
                        List.of(p.name(), p.name() + "_table"));
                if (Boundary.isGiven(p.type())) {
                    frees.add("%s(%2$s, %2$s_table);".formatted(table.replaceAll("_table$", "_drop"), p.name()));
                }
            }
        }
        for (int i = 0; i < parameters.size(); i++) {
            Parameter p = parameters.get(i);
            String place = path + "(" + Boundary.name(p, i) + ")";
            String value = value(p, cName(p, i));
            Boundary.exclusive(p.type()).ifPresent(r -> leave(r, place, value));
        }
        if (!frees.isEmpty()) {
            source.append("  if (places_is_right()) {\n");
            frees.forEach(f -> source.append("    ").append(f).append('\n'));
            source.append("  }\n");
        }
        answer(path, signature, prototype);
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

    private void answer(String path, Signature signature, Prototype prototype) {
        if (signature.result() instanceof Type.Unit) {
            return;
        }
        Datum result = data.of(signature.result(), path + "()");
        if (signature.convention() == Convention.CHECKED) {
            String out = "(*" + CValues.pointer(signature.result(), "out") + ")";
            source.append("  SOIL(").append(out).append(");\n");
            values.make(signature.result(), result, out, true);
        } else {
            source.append("  ").append(prototype.result()).append(" result;\n  SOIL(result);\n");
            values.make(signature.result(), result, "result", true);
            source.append("  return result;\n");
        }
    }

    /** Calls a function of the other side. */
    void call(String path, Signature signature, Prototype prototype, boolean isChecked, List<String> self) {
        source.append("  {\n");
        List<String> arguments = new ArrayList<>(self);
        for (int i = 0; i < signature.parameters().size(); i++) {
            Parameter p = signature.parameters().get(i);
            String name = Boundary.name(p, i);
            String local = "own_" + name;
            if (Boundary.closure(p.type()).isPresent()) {
                arguments.addAll(List.of("&places_reported", "&own_" + path + "_" + name + "_table"));
                if (Boundary.isGiven(p.type())) {
                    source.append("  own_given++;\n");
                }
                continue;
            }
            String renamed = prototype.parameter(cName(p, i)).replaceAll("\\b" + cName(p, i) + "\\b", "%s");
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
            values.make(p.type(), data.of(p.type(), path + "(" + name + ")"), local, true);
        }
        Type result = signature.result();
        boolean isUnit = result instanceof Type.Unit;
        if (isChecked && !isUnit) {
            source.append("  ").append(prototype.parameter("out").replaceAll("\\bout\\b", "own_out"));
            source.append(" = places_place(sizeof(*%s));\n".formatted(CValues.pointer(result, "own_out")));
            arguments.add("own_out");
        }
        String all = String.join(", ", arguments);
        if (isChecked) {
            source.append("  rdylib_failure *failure = %s(%s);\n".formatted(prototype.name(), all));
            source.append("  if (failure) return failure;\n");
        } else {
            source.append(
                    "  %s%s(%s);\n".formatted(isUnit ? "" : prototype.result() + " own_out = ", prototype.name(), all));
        }
        for (int i = 0; i < signature.parameters().size(); i++) {
            Parameter p = signature.parameters().get(i);
            String name = Boundary.name(p, i);
            Boundary.exclusive(p.type()).ifPresent(r -> seeAfter(r, path + "(" + name + ")", "own_" + name));
        }
        if (!isUnit) {
            String value = isChecked ? "(*" + CValues.pointer(result, "own_out") + ")" : "own_out";
            Datum datum = data.of(result, path + "()");
            values.see(result, datum, value);
            values.freeNow(result, datum, value);
        }
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

    Prototype prototype(String name) {
        Matcher m = Pattern.compile("(?m)^(RDYLIB_\\w+ )+(.*\\b" + name + "\\(.*\\))( \\{|;)$")
                .matcher(header);
        if (!m.find()) {
            throw new IllegalArgumentException("no " + name + " in\n" + header);
        }
        return new Prototype(name, m.group(2));
    }

    /** A function as the generated header declares it. */
    record Prototype(String name, String text) {

        String result() {
            return text.substring(0, text.indexOf(name + "(")).strip();
        }

        /** The declaration of a parameter. */
        String parameter(String wanted) {
            String list = text.substring(text.indexOf(name + "(") + name.length() + 1, text.length() - 1);
            Pattern named = Pattern.compile("\\b" + wanted + "\\b");
            for (String declaration : list.split(", ", -1)) {
                if (named.matcher(declaration).find()) {
                    return declaration;
                }
            }
            throw new IllegalArgumentException("no " + wanted + " in " + text);
        }

        /** The type of the table of a closure. */
        String tableOf(String closure) {
            return parameter(closure + "_table").replaceAll("^const | \\*\\w+$", "");
        }
    }
}
