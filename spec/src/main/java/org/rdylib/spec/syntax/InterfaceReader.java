package org.rdylib.spec.syntax;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.rdylib.spec.InterfaceDeclaration;
import org.rdylib.spec.Method;
import org.rdylib.spec.syntax.Node.Entry;
import org.rdylib.spec.syntax.Node.Mapping;
import org.rdylib.spec.syntax.Section.Diagnostics;

/** Reads the declarations under {@code interfaces:}. */
final class InterfaceReader {

    private final Diagnostics errors;
    private final Set<String> broken;
    private final FunctionReader functions;

    InterfaceReader(Diagnostics errors, Set<String> broken) {
        this.errors = errors;
        this.broken = broken;
        this.functions = new FunctionReader(errors);
    }

    Optional<InterfaceDeclaration> read(Entry entry) {
        int before = errors.count();
        Optional<TypeParser.Head> head = TypeParser.head(entry.key(), errors::add);
        Optional<InterfaceDeclaration> declaration = body(entry, head.orElse(new TypeParser.Head("_", List.of())));
        if (errors.count() > before) {
            broken.add(head.map(TypeParser.Head::name)
                    .orElse(TypeReader.nameIn(entry.key().text())));
        }
        return head.flatMap(_ -> declaration);
    }

    private Optional<InterfaceDeclaration> body(Entry entry, TypeParser.Head head) {
        if (!(entry.value() instanceof Mapping mapping)) {
            errors.wrongShape(
                    entry.value(), "an interface is a mapping", "`{methods: {area: \"fn(&self) -> f64\"}}`, say");
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
        section.close(Map.of(
                "struct", "a type",
                "enum", "a type",
                "evolves", "a type: methods may be added at the end of any interface",
                "bounds", "a type: an object's stand where it is used, `dyn I + Send`",
                "sig", "an export, import or method"));
        return methods.map(_ -> new InterfaceDeclaration(
                head.name(), head.lifetimes(), read, doc, entry.key().at()));
    }
}
