package org.rdylib.spec.check;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.rdylib.spec.Descriptor;
import org.rdylib.spec.Field;
import org.rdylib.spec.InterfaceDeclaration;
import org.rdylib.spec.Method;
import org.rdylib.spec.Payload;
import org.rdylib.spec.Signature;
import org.rdylib.spec.Type;
import org.rdylib.spec.TypeDeclaration;
import org.rdylib.spec.Variant;

/** Elaborates all declarations of a descriptor, each on its own. */
final class Elaboration {

    private final Names names;
    private final Problems problems;
    private final Set<String> faulty = new HashSet<>();

    Elaboration(Names names, Problems problems) {
        this.names = names;
        this.problems = problems;
    }

    /** The types in which something was wrong, of which less can be said afterwards. */
    Set<String> faulty() {
        return faulty;
    }

    Descriptor elaborate(Descriptor d) {
        return d.withDeclarations(
                d.types().stream().map(this::type).toList(),
                d.interfaces().stream().map(this::declared).toList(),
                d.exports().stream()
                        .map(e -> e.withSignature(free(e.signature())))
                        .toList(),
                d.imports().stream()
                        .map(i -> i.withSignature(free(i.signature())))
                        .toList());
    }

    private Signature free(Signature signature) {
        return new Elaborator(names, problems).signature(signature, Optional.empty());
    }

    private InterfaceDeclaration declared(InterfaceDeclaration declared) {
        int before = problems.count();
        Scope scope = Scope.open(Optional.empty(), declared.lifetimes(), problems);
        List<Method> methods = declared.methods().stream()
                .map(m -> m.withSignature(new Elaborator(names, problems).signature(m.signature(), Optional.of(scope))))
                .toList();
        if (problems.count() == before && !names.isBroken(declared.name())) {
            scope.unused().forEach(p -> UnusedLifetimes.report(p, problems));
        }
        return declared.withMethods(methods);
    }

    private TypeDeclaration type(TypeDeclaration declaration) {
        int before = problems.count();
        Scope scope = Scope.open(Optional.empty(), declaration.lifetimes(), problems);
        Elaborator elaborator = new Elaborator(names, problems);
        UnaryOperator<Type> field = t -> elaborator.field(t, scope, declaration.name());
        TypeDeclaration elaborated = switch (declaration) {
            case TypeDeclaration.Struct s -> s.withFields(fields(s.fields(), field));
            case TypeDeclaration.Enum e ->
                e.withVariants(e.variants().stream().map(v -> variant(v, field)).toList());
            case TypeDeclaration.Opaque o -> {
                Opaques.declared(o, problems);
                yield o;
            }
        };
        if (problems.count() > before || names.isBroken(declaration.name())) {
            faulty.add(declaration.name());
        }
        return elaborated;
    }

    private static Variant variant(Variant v, UnaryOperator<Type> type) {
        Payload payload = switch (v.payload()) {
            case Payload.None n -> n;
            case Payload.Positional p ->
                new Payload.Positional(p.types().stream().map(type).toList());
            case Payload.Fields f -> new Payload.Fields(fields(f.fields(), type));
        };
        return v.withPayload(payload);
    }

    private static List<Field> fields(List<Field> fields, UnaryOperator<Type> type) {
        return fields.stream().map(f -> f.withType(type.apply(f.type()))).toList();
    }
}
