package org.rdylib.spec.check;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.rdylib.spec.Descriptor;
import org.rdylib.spec.InterfaceDeclaration;
import org.rdylib.spec.QualifiedName;
import org.rdylib.spec.Type;
import org.rdylib.spec.TypeDeclaration;
import org.rdylib.spec.Types;

/**
 * What a boundary consists of: all that its own descriptor declares, and of other libraries the types and interfaces that
 * this leads to. What else is in the files that it uses is no part of it.
 */
final class Needed {

    private final Map<String, TypeDeclaration> types = new HashMap<>();
    private final Map<String, InterfaceDeclaration> interfaces = new HashMap<>();
    private final Set<String> needed = new HashSet<>();
    private final Deque<String> open = new ArrayDeque<>();

    private Needed(Descriptor d) {
        d.types().forEach(t -> types.put(t.name(), t));
        d.interfaces().forEach(i -> interfaces.put(i.name(), i));
    }

    static Descriptor of(Descriptor d) {
        boolean usesNothing = d.types().stream().map(TypeDeclaration::name).noneMatch(QualifiedName::isQualified)
                && d.interfaces().stream().map(InterfaceDeclaration::name).noneMatch(QualifiedName::isQualified);
        return usesNothing ? d : new Needed(d).reduced(d);
    }

    private Descriptor reduced(Descriptor d) {
        types.keySet().stream().filter(n -> !QualifiedName.isQualified(n)).forEach(this::need);
        interfaces.keySet().stream().filter(n -> !QualifiedName.isQualified(n)).forEach(this::need);
        d.exports().forEach(e -> Types.forEachPart(e.signature(), this::need));
        d.imports().forEach(i -> Types.forEachPart(i.signature(), this::need));
        while (!open.isEmpty()) {
            String name = open.pop();
            Optional.ofNullable(types.get(name)).ifPresent(t -> Types.forEachField(t, this::need));
            Optional.ofNullable(interfaces.get(name))
                    .ifPresent(i -> i.methods().forEach(m -> Types.forEachPart(m.signature(), this::need)));
        }
        List<TypeDeclaration> neededTypes =
                d.types().stream().filter(t -> needed.contains(t.name())).toList();
        List<InterfaceDeclaration> neededInterfaces =
                d.interfaces().stream().filter(i -> needed.contains(i.name())).toList();
        return d.withDeclarations(neededTypes, neededInterfaces, d.exports(), d.imports());
    }

    private void need(String name) {
        if (needed.add(name)) {
            open.push(name);
        }
    }

    private void need(Type type) {
        Types.forEach(type, part -> {
            switch (part) {
                case Type.Named n -> need(n.name());
                case Type.InterfaceObject o -> need(o.name());
                case Type _ -> {}
            }
        });
    }
}
