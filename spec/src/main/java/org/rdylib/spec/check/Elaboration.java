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
import org.rdylib.spec.internal.DefaultBounds;
import org.rdylib.spec.internal.Lists;
import org.rdylib.spec.link.Suggestions;

/** Elaborates all declarations of a descriptor, each on its own. */
final class Elaboration {

    private final Names names;
    private final Problems problems;
    private final DefaultBounds defaults;
    private final List<Inspection> inspections;
    private final Suggestions suggestions = new Suggestions();
    private final Set<String> faulty = new HashSet<>();

    /** @param inspections are given all that is elaborated */
    Elaboration(Names names, Problems problems, DefaultBounds defaults, List<Inspection> inspections) {
        this.names = names;
        this.problems = problems;
        this.defaults = defaults;
        this.inspections = List.copyOf(inspections);
    }

    /** The types in which something was wrong, of which less can be said afterwards. */
    Set<String> faulty() {
        return faulty;
    }

    /** The descriptor, with what is left out; as far as that, once there are more problems than are reported. */
    Descriptor elaborate(Descriptor d) {
        return d.withDeclarations(
                Lists.map(d.types(), this::type),
                Lists.map(d.interfaces(), this::declared),
                Lists.map(d.exports(), e -> e.withSignature(free(e.signature()))),
                Lists.map(d.imports(), i -> i.withSignature(free(i.signature()))));
    }

    private Signature free(Signature signature) {
        if (problems.isFull()) {
            return signature;
        }
        return inspected(elaborator().signature(signature, Optional.empty()));
    }

    private Signature inspected(Signature elaborated) {
        for (Inspection inspection : inspections) {
            inspection.signature(elaborated);
        }
        return elaborated;
    }

    private Elaborator elaborator() {
        return new Elaborator(names, problems, defaults, suggestions);
    }

    private InterfaceDeclaration declared(InterfaceDeclaration declared) {
        if (problems.isFull()) {
            return declared;
        }
        int before = problems.count();
        Scope scope = Scope.open(Optional.empty(), declared.lifetimes(), problems);
        List<Method> methods = declared.methods().stream()
                .map(m -> m.withSignature(elaborator().signature(m.signature(), Optional.of(scope))))
                .toList();
        if (problems.count() == before && !names.isBroken(declared.name())) {
            scope.unused().forEach(p -> UnusedLifetimes.report(p, problems));
        }
        methods.forEach(m -> inspected(m.signature()));
        return declared.withMethods(methods);
    }

    private TypeDeclaration type(TypeDeclaration declaration) {
        if (problems.isFull()) {
            return declaration;
        }
        int before = problems.count();
        Scope scope = Scope.open(Optional.empty(), declaration.lifetimes(), problems);
        UnaryOperator<Type> field = elaborator().fields(scope, declaration.name());
        TypeDeclaration elaborated = switch (declaration) {
            case TypeDeclaration.Struct s -> s.withFields(fields(s.fields(), field));
            case TypeDeclaration.Enum e -> e.withVariants(Lists.map(e.variants(), v -> variant(v, field)));
            case TypeDeclaration.Opaque o -> {
                Opaques.declared(o, problems);
                yield o;
            }
        };
        if (problems.count() > before || names.isBroken(declaration.name())) {
            faulty.add(declaration.name());
        }
        for (Inspection inspection : inspections) {
            inspection.type(elaborated);
        }
        return elaborated;
    }

    private static Variant variant(Variant v, UnaryOperator<Type> type) {
        Payload payload = switch (v.payload()) {
            case Payload.None n -> n;
            case Payload.Positional p -> new Payload.Positional(Lists.map(p.types(), type));
            case Payload.Fields f -> new Payload.Fields(fields(f.fields(), type));
        };
        return v.withPayload(payload);
    }

    private static List<Field> fields(List<Field> fields, UnaryOperator<Type> type) {
        return Lists.map(fields, f -> f.withType(type.apply(f.type())));
    }
}
