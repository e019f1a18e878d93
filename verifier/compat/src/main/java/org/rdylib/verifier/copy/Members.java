package org.rdylib.verifier.copy;

import java.util.List;
import java.util.function.BiConsumer;
import org.rdylib.spec.Payload;
import org.rdylib.spec.Type;
import org.rdylib.spec.TypeDeclaration;

/** The parts of a declared type, as paths name them. */
public final class Members {

    private Members() {}

    /** Gives {@code action} each field and payload, by its step in a path. */
    public static void forEach(TypeDeclaration declaration, BiConsumer<String, Type> action) {
        switch (declaration) {
            case TypeDeclaration.Struct s -> s.fields().forEach(f -> action.accept("field " + f.name(), f.type()));
            case TypeDeclaration.Enum e ->
                e.variants().forEach(v -> {
                    String step = "variant " + v.name() + ", field ";
                    switch (v.payload()) {
                        case Payload.None _ -> {}
                        case Payload.Positional p -> numbered(p.types(), step, action);
                        case Payload.Fields p -> p.fields().forEach(f -> action.accept(step + f.name(), f.type()));
                    }
                });
            case TypeDeclaration.Opaque _ -> {}
        }
    }

    private static void numbered(List<Type> types, String step, BiConsumer<String, Type> action) {
        for (int i = 0; i < types.size(); i++) {
            action.accept(step + i, types.get(i));
        }
    }
}
