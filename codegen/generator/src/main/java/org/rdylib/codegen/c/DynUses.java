package org.rdylib.codegen.c;

import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.rdylib.spec.ClosureKind;
import org.rdylib.spec.Descriptor;
import org.rdylib.spec.Type;
import org.rdylib.spec.TypeDeclaration;
import org.rdylib.spec.Types;

/** What a descriptor does with its objects and closures, those together that are one type in C. */
final class DynUses {

    private final Map<String, Set<ClosureKind>> kinds = new HashMap<>();
    private final Set<String> owned = new HashSet<>();
    private final Set<String> counted = new HashSet<>();
    private final ErasedTypes texts = new ErasedTypes(this::kinds);

    DynUses(Descriptor descriptor) {
        for (TypeDeclaration declaration : descriptor.types()) {
            Types.forEachField(declaration, field -> Types.forEach(field, this::note));
        }
        Types.signatures(descriptor)
                .forEach(signature -> Types.forEachPart(signature, part -> Types.forEach(part, this::note)));
    }

    private void note(Type type) {
        switch (type) {
            case Type.Closure closure ->
                kinds.computeIfAbsent(ErasedTypes.key(closure), _ -> EnumSet.noneOf(ClosureKind.class))
                        .add(closure.kind());
            case Type.Boxed boxed -> owned.add(ErasedTypes.key(boxed.target()));
            case Type.Shared shared -> counted.add(ErasedTypes.key(shared.target()));
            case Type _ -> {}
        }
    }

    /** A type as a comment has it, with all kinds that closures of one type are of: {@code dyn Fn/FnMut(u32)}. */
    String text(Type type) {
        return texts.text(type);
    }

    private String kinds(Type.Closure closure) {
        return Optional.ofNullable(kinds.get(ErasedTypes.key(closure))).orElseThrow().stream()
                .map(ClosureKind::spelling)
                .collect(Collectors.joining("/"));
    }

    /** How an object or closure is had. */
    Table.Having having(Type type) {
        String key = ErasedTypes.key(type);
        if (counted.contains(key)) {
            return Table.Having.COUNTED;
        }
        return owned.contains(key) ? Table.Having.OWNED : Table.Having.LENT;
    }
}
