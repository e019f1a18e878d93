package org.rdylib.conformance.calls;

import java.util.List;
import java.util.stream.Collectors;
import org.rdylib.spec.Convention;
import org.rdylib.spec.Export;
import org.rdylib.spec.Import;
import org.rdylib.spec.Signature;

/**
 * A host in C: a program that is linked with a plugin, and calls the exports that it reads the names of, each with a place
 * to misbehave at. For each it prints how many times it misbehaved, and the message of the failure that came back.
 */
final class CHost {

    private CHost() {}

    /** The exports that such a host calls: a plain one cannot fail. */
    static List<Export> called(Data data) {
        return data.descriptor().descriptor().exports().stream()
                .filter(e -> e.signature().convention() == Convention.CHECKED)
                .toList();
    }

    /** The program's source; it includes {@code places.h} and the generated header, whose text is given too. */
    static String write(Data data, String header) {
        CAuthor author = new CAuthor(data, header);
        StringBuilder source = author.source();
        for (String included : List.of("calls.h", "places.h", "host.h")) {
            source.append("#include \"").append(included).append("\"\n");
        }
        called(data)
                .forEach(export -> export.signature()
                        .parameters()
                        .forEach(p -> Boundary.closure(p.type())
                                .ifPresent(c -> closure(author, export.name(), p.name(), c.signature()))));
        List<Import> imports = data.descriptor().descriptor().imports();
        for (Import i : imports) {
            CAuthor.Prototype prototype = author.prototype("calls_" + i.name());
            source.append("static ")
                    .append(prototype.text().replace(prototype.name() + "(", "own_" + i.name() + "("))
                    .append(" {\n");
            author.body(i.name(), i.signature(), prototype);
            source.append("  return NULL;\n}\n\n");
        }
        for (Export export : called(data)) {
            source.append("static rdylib_failure *call_").append(export.name()).append("(void) {\n");
            author.call(export.name(), export.signature(), author.prototype("calls_" + export.name()), true, List.of());
            source.append("  return NULL;\n}\n\n");
        }
        if (!imports.isEmpty()) {
            source.append("static const calls_imports_table own_imports = {")
                    .append(imports.stream().map(i -> "own_" + i.name()).collect(Collectors.joining(", ")))
                    .append("};\n\n");
        }
        source.append("int main(void) {\n");
        if (!imports.isEmpty()) {
            source.append("  calls_imports = &own_imports;\n");
        }
        source.append("  for (const char *name; (name = host_next());) {\n");
        called(data).forEach(e -> source.append("    CALL(%s);%n".formatted(e.name())));
        return source.append("  }\n  return 0;\n}\n").toString();
    }

    /** The function of a closure, and its table. */
    private static void closure(CAuthor author, String export, String parameter, Signature signature) {
        String table = author.prototype("calls_" + export).tableOf(parameter);
        CAuthor.Prototype call = author.prototype(table.replaceAll("_table$", "_call"));
        String own = "own_" + export + "_" + parameter;
        StringBuilder source = author.source();
        source.append("static ")
                .append(call.text()
                        .replace(call.name() + "(", own + "(")
                        .replaceFirst(", const \\w+ \\*self_table", ""))
                .append(" {\n");
        author.body(export + "(" + parameter + ")", signature, call);
        source.append("  return NULL;\n}\nstatic const %1$s %2$s_table = {{own_drop, NULL, 0, 1, 1}, %2$s};\n\n"
                .formatted(table, own));
    }
}
