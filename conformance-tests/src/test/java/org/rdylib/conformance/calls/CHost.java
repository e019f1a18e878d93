package org.rdylib.conformance.calls;

import java.util.List;
import java.util.stream.Collectors;
import org.rdylib.spec.Convention;
import org.rdylib.spec.Export;
import org.rdylib.spec.Import;

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
        List<Import> imports = data.descriptor().descriptor().imports();
        for (Import i : imports) {
            CHeader.Prototype prototype = new CHeader(header).prototype("calls_" + i.name());
            author.implement(
                    "static " + prototype.implemented("own_" + i.name()),
                    new Code.Entry(i.name(), "", i.signature()),
                    prototype);
        }
        called(data)
                .forEach(e -> author.calling(
                        "static rdylib_failure *call_" + e.name() + "(void)",
                        new Code.Entry(e.name(), "", e.signature())));
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
}
