package org.rdylib.codegen.java;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.lang.model.element.Modifier;
import org.rdylib.spec.ClosureKind;

/** How the library calls the closures that it is lent: a class for each closure type, with its table and its entry. */
final class Closures implements Rule {
    private final Names names;
    private final Map<ClassName, String> entries;
    private final UpcallBody bodies;

    Closures(Plan plan, Marshalling marshalling) {
        this.names = plan.names();
        this.entries = entries(plan);
        this.bodies = new UpcallBody(plan, marshalling);
    }

    /** Lends a closure to the library for a call. */
    Passing.Passed lend(Value.Called called, CodeBlock source, Env env) {
        Plan.Callback callback = called.callback();
        ClassName entry = entry(callback);
        List<CodeBlock> captured = callback.captured().stream().map(env::region).toList();
        CodeBlock lent = captured.isEmpty()
                ? source
                : CodeBlock.of("new $T($L, $L)", entry.nestedClass("Lent"), source, CodeBlock.join(captured, ",$W"));
        String data = env.variables().number(source + "Data");
        String table = env.variables().number(source + "Table");
        CodeBlock before = CodeBlock.builder()
                .addStatement("long $N = frame.lend($T.TYPE, $L)", data, entry, lent)
                .addStatement("long $N = $T.TYPE.table()", table, entry)
                .build();
        return new Passing.Passed(before, List.of(CodeBlock.of("$N", data), CodeBlock.of("$N", table)));
    }

    private ClassName entry(Plan.Callback callback) {
        return names.closures().nestedClass(entries.getOrDefault(callback.name(), ""));
    }

    /** A name for the class of each closure type; an interface's are named after the interface too. */
    private static Map<ClassName, String> entries(Plan plan) {
        Scope scope = Scope.ofTypes(Set.of(plan.names().closures().simpleName()));
        Map<ClassName, String> entries = new HashMap<>();
        for (Plan.Callback callback : plan.callbacks()) {
            List<String> names = callback.name().simpleNames();
            boolean isLibrarys = names.getFirst().equals(plan.names().library().simpleName());
            entries.put(callback.name(), scope.claim(isLibrarys ? names.getLast() : String.join("", names)));
        }
        return Map.copyOf(entries);
    }

    @Override
    public List<TypeSpec.Builder> types(Plan plan) {
        List<Plan.Callback> callbacks = plan.callbacks();
        if (callbacks.isEmpty()) {
            return List.of();
        }
        TypeSpec.Builder type = TypeSpec.classBuilder(names.closures())
                .addModifiers(Modifier.FINAL)
                .addAnnotation(Api.NULL_MARKED)
                .addJavadoc("How the library calls the closures that it is lent.\n")
                .addMethod(MethodSpec.constructorBuilder()
                        .addModifiers(Modifier.PRIVATE)
                        .build());
        callbacks.forEach(callback -> type.addType(type(callback)));
        return List.of(type);
    }

    private TypeSpec type(Plan.Callback callback) {
        ClassName entry = entry(callback);
        ClassName lent = callback.captured().isEmpty() ? callback.name() : entry.nestedClass("Lent");
        UpcallBody.Native shape = bodies.shape(callback.function(), List.of("data"));
        List<Carrier> parameters = new ArrayList<>(List.of(Carrier.LONG));
        parameters.addAll(shape.carriers());
        FieldSpec type = FieldSpec.builder(
                        ParameterizedTypeName.get(Api.CLOSURE_TYPE, lent), "TYPE", Modifier.STATIC, Modifier.FINAL)
                .initializer(
                        "$T.$N($S,$W$T.class,$W$T.lookup(),$W$T.class,$W$S,$W$L)",
                        Api.CLOSURE_TYPE,
                        callback.kind() == ClosureKind.FN ? "shared" : "mutable",
                        callback.place(),
                        lent,
                        Api.METHOD_HANDLES,
                        entry,
                        "call",
                        Carriers.descriptor(List.of(Carrier.LONG), parameters))
                .build();
        TypeSpec.Builder nested = TypeSpec.classBuilder(entry)
                .addModifiers(Modifier.STATIC, Modifier.FINAL)
                .addField(type)
                .addMethod(MethodSpec.constructorBuilder()
                        .addModifiers(Modifier.PRIVATE)
                        .build())
                .addMethod(call(callback, shape, lent));
        if (!callback.captured().isEmpty()) {
            nested.addType(lent(callback));
        }
        return nested.build();
    }

    private MethodSpec call(Plan.Callback callback, UpcallBody.Native shape, ClassName lent) {
        MethodSpec.Builder method = MethodSpec.methodBuilder("call")
                .addModifiers(Modifier.STATIC)
                .returns(TypeName.LONG)
                .addParameter(TypeName.LONG, "data")
                .addParameters(shape.parameters());
        String variable = shape.variables().number("closure");
        CodeBlock target = CodeBlock.builder()
                .addStatement("$T $N = upcall.target(TYPE, data)", lent, variable)
                .build();
        Map<String, CodeBlock> regions = new HashMap<>();
        for (int i = 0; i < callback.captured().size(); i++) {
            regions.put(
                    callback.captured().get(i),
                    CodeBlock.of("$N.$N()", variable, lentRegions(callback).get(i)));
        }
        CodeBlock receiver =
                callback.captured().isEmpty() ? CodeBlock.of("$N", variable) : CodeBlock.of("$N.closure()", variable);
        return method.addCode(bodies.body(
                        callback.function(), shape, CodeBlock.of("$T.enter()", Api.UPCALL), target, receiver, regions))
                .build();
    }

    /** A closure together with the regions of the call that it is lent for. */
    private static TypeSpec lent(Plan.Callback callback) {
        MethodSpec.Builder constructor = MethodSpec.constructorBuilder().addParameter(callback.name(), "closure");
        lentRegions(callback).forEach(region -> constructor.addParameter(Api.REGION, region));
        return TypeSpec.recordBuilder("Lent")
                .addJavadoc("A closure, and the regions of the call that it is lent for.\n")
                .recordConstructor(constructor.build())
                .build();
    }

    private static List<String> lentRegions(Plan.Callback callback) {
        Scope scope = Scope.of(Set.of("closure"));
        Identifiers.OF_OBJECT.forEach(scope::claim);
        return callback.captured().stream()
                .map(lifetime -> scope.number(Helpers.variable(lifetime)))
                .toList();
    }
}
