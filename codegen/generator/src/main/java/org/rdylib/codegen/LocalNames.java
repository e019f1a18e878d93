package org.rdylib.codegen;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.rdylib.spec.Descriptor;
import org.rdylib.spec.InterfaceDeclaration;
import org.rdylib.spec.Place;
import org.rdylib.spec.QualifiedName;
import org.rdylib.spec.TypeDeclaration;
import org.rdylib.spec.TypeRewriter;
import org.rdylib.spec.check.CheckedDescriptor;
import org.rdylib.spec.check.Checker;
import org.rdylib.spec.syntax.Parsed;

/**
 * Names of one word for what a descriptor uses of other libraries: in generated code {@code geometry::Point} is {@code
 * GeometryPoint}, with underscores behind it where the library itself declares that.
 */
public final class LocalNames extends TypeRewriter {

    private final Map<String, String> names = new HashMap<>();

    private LocalNames(Descriptor d) {
        Set<String> taken = new HashSet<>();
        d.types().forEach(t -> taken.add(t.name()));
        d.interfaces().forEach(i -> taken.add(i.name()));
        for (String name : List.copyOf(taken).stream().sorted().toList()) {
            if (QualifiedName.isQualified(name)) {
                String local = pascal(QualifiedName.qualifier(name)) + QualifiedName.simple(name);
                while (!taken.add(local)) {
                    local += "_";
                }
                names.put(name, local);
            }
        }
    }

    /**
     * The descriptor with such names. It is for writing code: it has another canonical form, and types of other names
     * than what is carried by libraries and compared.
     */
    public static CheckedDescriptor of(CheckedDescriptor checked) {
        Descriptor d = checked.descriptor();
        LocalNames local = new LocalNames(d);
        if (local.names.isEmpty()) {
            return checked;
        }
        List<TypeDeclaration> types = d.types().stream()
                .map(t -> local.declaration(t.withName(local.local(t.name()))))
                .toList();
        List<InterfaceDeclaration> interfaces = d.interfaces().stream()
                .map(i -> local.declaration(i.withName(local.local(i.name()))))
                .toList();
        Descriptor renamed = d.withDeclarations(
                types,
                interfaces,
                d.exports().stream()
                        .map(e -> e.withSignature(local.signature(e.signature())))
                        .toList(),
                d.imports().stream()
                        .map(i -> i.withSignature(local.signature(i.signature())))
                        .toList());
        return Checker.check(new Parsed(Optional.of(renamed), Set.of(), List.of(), List.of()), checked.targets())
                .descriptor()
                .orElseThrow(() -> new IllegalStateException("another name makes no descriptor ill-formed"));
    }

    @Override
    protected String name(String name, Place at) {
        return local(name);
    }

    private String local(String name) {
        return names.getOrDefault(name, name);
    }

    private static String pascal(String library) {
        StringBuilder pascal = new StringBuilder();
        for (String word : library.split("_", -1)) {
            if (!word.isEmpty()) {
                pascal.append(Character.toUpperCase(word.charAt(0))).append(word, 1, word.length());
            }
        }
        boolean isName = !pascal.isEmpty() && !Character.isDigit(pascal.charAt(0));
        return isName ? pascal.toString() : "Library" + pascal;
    }
}
