package org.rdylib.spec.syntax;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.rdylib.spec.Code;
import org.rdylib.spec.InterfaceDeclaration;
import org.rdylib.spec.Method;
import org.rdylib.spec.syntax.Node.Entry;
import org.rdylib.spec.syntax.Node.Mapping;
import org.rdylib.spec.syntax.Section.Diagnostics;

/** Reads the declarations under {@code interfaces:}. */
final class InterfaceReader {

    private static final Set<String> LATER = Set.of("bounds", "evolves");

    private final Diagnostics errors;
    private final Set<String> broken;
    private final FunctionReader functions;

    InterfaceReader(Diagnostics errors, Set<String> broken) {
        this.errors = errors;
        this.broken = broken;
        this.functions = new FunctionReader(errors);
    }

    Optional<InterfaceDeclaration> read(Entry entry) {
        int before = errors.found().size();
        Optional<TypeParser.Head> head = TypeParser.head(entry.key(), errors::add);
        if (head.isEmpty()) {
            broken.add(TypeReader.nameIn(entry.key().text()));
        }
        if (!(entry.value() instanceof Mapping mapping)) {
            errors.add(
                    Code.WRONG_SHAPE,
                    entry.value().at(),
                    "an interface is a mapping, and " + Diagnostics.describe(entry.value()),
                    "`{methods: {area: \"fn(&self) -> f64\"}}`, say");
            head.ifPresent(h -> broken.add(h.name()));
            return Optional.empty();
        }
        Section section = new Section(mapping, "an interface", entry.key().at(), errors);
        Optional<String> doc = section.doc();
        Optional<Node> methods = section.require("methods", "`methods: {area: \"fn(&self) -> f64\"}`, say");
        List<Method> read = new ArrayList<>();
        methods.ifPresent(node -> {
            for (Entry method : errors.entries(node, "`methods`", "`area: \"fn(&self) -> f64\"`, say")) {
                functions.method(method).ifPresent(read::add);
            }
        });
        section.close(LATER, Map.of("struct", "a type", "enum", "a type", "sig", "an export, import or method"));
        if (methods.isEmpty()) {
            head.ifPresent(h -> broken.add(h.name()));
            return Optional.empty();
        }
        if (errors.found().size() > before) {
            head.ifPresent(h -> broken.add(h.name()));
        }
        return head.map(h -> new InterfaceDeclaration(
                h.name(), h.lifetimes(), read, doc, entry.key().at()));
    }
}
