package org.rdylib.codegen.java.plan;

import com.palantir.javapoet.CodeBlock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.rdylib.spec.Descriptor;
import org.rdylib.spec.Evolution;
import org.rdylib.spec.Type;
import org.rdylib.spec.TypeDeclaration;
import org.rdylib.spec.Types;
import org.rdylib.spec.check.CheckedDescriptor;

/**
 * The types that may have grown in the library's copy of the descriptor: what is only known once that is loaded, the code
 * asks the library's copies for, by the name that the descriptor has for a type.
 */
public final class Growing {
    private final Sizes sizes;
    private final Map<String, String> described = new HashMap<>();

    /**
     * For the types of a descriptor.
     *
     * @param described the descriptor itself
     * @param local the same with the names that generated code has for its types
     */
    Growing(Descriptor described, Descriptor local, Sizes sizes) {
        this.sizes = sizes;
        for (int i = 0; i < local.types().size(); i++) {
            this.described.put(
                    local.types().get(i).name(), described.types().get(i).name());
        }
    }

    /** Whether a declared type, or something that it leads to, may grow so that its values do not tell. */
    static boolean reaches(TypeDeclaration declaration, CheckedDescriptor descriptor) {
        Set<String> seen = new HashSet<>(Set.of(declaration.name()));
        Deque<TypeDeclaration> open = new ArrayDeque<>(Set.of(declaration));
        while (!open.isEmpty()) {
            TypeDeclaration next = open.pop();
            if (next.evolution() == Evolution.APPEND && !isNumber(next)) {
                return true;
            }
            Types.fieldTypes(next)
                    .forEach(type -> Types.forEach(type, part -> {
                        if (part instanceof Type.Named named && seen.add(named.name())) {
                            open.push(descriptor.type(named.name()));
                        }
                    }));
        }
        return false;
    }

    /** The same of something that a type is made of. */
    static boolean reaches(Type type, CheckedDescriptor descriptor) {
        return Types.contains(
                type, part -> part instanceof Type.Named named && reaches(descriptor.type(named.name()), descriptor));
    }

    private static boolean isNumber(TypeDeclaration declaration) {
        return declaration instanceof TypeDeclaration.Enum e && !e.hasPayload();
    }

    /** What the library knows a declared type by. */
    public String name(TypeDeclaration declaration) {
        return Optional.ofNullable(described.get(declaration.name())).orElseThrow();
    }

    /** How many bytes to set aside for a value that the library is to read. */
    public CodeBlock size(Value value, Env env) {
        return asked("size", value, sizes.size(value), env);
    }

    /** How such a value has to be aligned. */
    public CodeBlock align(Value value, Env env) {
        return asked("align", value, sizes.align(value), env);
    }

    /** How a value of the library's is aligned at least. */
    public CodeBlock alignOf(Value value, Env env) {
        return asked("alignOf", value, sizes.align(value), env);
    }

    private CodeBlock asked(String method, Value value, long own, Env env) {
        return value.isGrowing() && value instanceof Value.Composite composite
                ? CodeBlock.of("$L.$N($S, $L)", env.copies(), method, name(composite.declaration()), own)
                : CodeBlock.of("$L", own);
    }

    /** The library's copies as a further argument, where what a view leads to may have grown. */
    public static CodeBlock argument(Value value, Env env) {
        return Shape.grows(value) ? CodeBlock.of(",$W$L", env.copies()) : CodeBlock.of("");
    }
}
