package org.rdylib.codegen.java.call;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.lang.model.element.Modifier;
import org.rdylib.codegen.java.plan.Api;
import org.rdylib.codegen.java.plan.Lifetimes;
import org.rdylib.codegen.java.plan.Plan;
import org.rdylib.codegen.java.plan.Scope;
import org.rdylib.codegen.java.plan.Shape;
import org.rdylib.codegen.java.value.ClosureNames;
import org.rdylib.codegen.java.value.ObjectPassing;
import org.rdylib.spec.Receiver;

/** How the library calls the objects of Java that implement an interface: a class with its table and its entries. */
final class InterfaceEntries {
    private final ClosureNames closures;
    private final UpcallBody bodies;
    private final PlainUpcallBody plain;

    InterfaceEntries(ClosureNames closures, UpcallBody bodies, PlainUpcallBody plain) {
        this.closures = closures;
        this.bodies = bodies;
        this.plain = plain;
    }

    TypeSpec type(Plan.Interface declared) {
        ClassName entries = closures.entries(declared);
        EntryTarget target = EntryTarget.lent(entries, "value", declared.lifetimes(), declared.regions());
        List<Plan.Function> functions =
                declared.entries().stream().map(Plan.Planned::function).toList();
        List<String> names = names(functions);
        List<CodeBlock> methods = new ArrayList<>();
        for (int i = 0; i < functions.size(); i++) {
            CodeBlock entry = Entries.of(names.get(i), bodies.descriptor(functions.get(i)), functions.get(i));
            boolean isOptional = !declared.presence().get(i).isEmpty();
            methods.add(CodeBlock.of(",$W$L$L", entry, isOptional ? ".optional()" : ""));
        }
        TypeSpec.Builder type = TypeSpec.classBuilder(entries)
                .addModifiers(Modifier.STATIC, Modifier.FINAL)
                .addField(FieldSpec.builder(
                                ParameterizedTypeName.get(Api.INTERFACE_TYPE, target.type()),
                                "TYPE",
                                Modifier.STATIC,
                                Modifier.FINAL)
                        .initializer(
                                "new $T<>($S,$W$T.class,$W$T.lookup()$L)",
                                Api.INTERFACE_TYPE,
                                declared.declared(),
                                target.type(),
                                Api.METHOD_HANDLES,
                                CodeBlock.join(methods, ""))
                        .build())
                .addMethod(MethodSpec.constructorBuilder()
                        .addModifiers(Modifier.PRIVATE)
                        .build());
        for (int i = 0; i < functions.size(); i++) {
            type.addMethod(entry(declared, functions.get(i), names.get(i), target));
        }
        if (declared.isPartial()) {
            type.addMethod(tables(declared));
        }
        return type.addType(lent(declared)).build();
    }

    private static List<String> names(List<Plan.Function> functions) {
        Scope scope = Scope.of(Set.of("tables"));
        return functions.stream().map(function -> scope.number(function.name())).toList();
    }

    /** Asks an object which methods it has. */
    private static MethodSpec tables(Plan.Interface declared) {
        CodeBlock asked = declared.presence().stream()
                .filter(presence -> !presence.isEmpty())
                .map(presence -> CodeBlock.of("$Z.with(value.$N())", presence))
                .collect(CodeBlock.joining(""));
        return MethodSpec.methodBuilder("tables")
                .addModifiers(Modifier.STATIC)
                .addJavadoc("The tables of an object, which is asked what it has each time that it is passed.\n")
                .returns(Api.TABLES)
                .addParameter(declared.name(), "value")
                .addStatement("return TYPE.tables()$L", asked)
                .build();
    }

    private MethodSpec entry(Plan.Interface declared, Plan.Function function, String name, EntryTarget target) {
        UpcallBody.Native shape = bodies.shape(function, List.of("data"));
        String variable = shape.variables().number("object");
        Receiver.Kind receiver = function.signature().receiver().orElseThrow().kind();
        String how = switch (receiver) {
            case SHARED -> "shared";
            case EXCLUSIVE -> "exclusive";
            case OWNED -> "consumed";
        };
        CodeBlock.Builder finding =
                CodeBlock.builder().addStatement("$T $N = upcall.$N(TYPE, data)", target.type(), variable, how);
        Map<String, CodeBlock> regions = target.regions(variable);
        CodeBlock bound = CodeBlock.of("$N.$N()", variable, ObjectPassing.bound(declared));
        function.receiver()
                .filter(lifetime -> !regions.containsKey(lifetime))
                .ifPresent(lifetime -> regions.put(
                        lifetime,
                        isGivenFor(lifetime, function) ? borrow(lifetime, bound, shape.variables(), finding) : bound));
        CodeBlock find = finding.build();
        regions.put(Lifetimes.DYLIB, CodeBlock.of("upcall.library().region()"));
        return MethodSpec.methodBuilder(name)
                .addModifiers(Modifier.STATIC)
                .returns(Carriers.returned(bodies.results(function)))
                .addParameter(TypeName.LONG, "data")
                .addParameters(shape.parameters())
                .addCode(
                        function.isPlain()
                                ? plain.body(
                                        function,
                                        shape,
                                        PlainUpcallBody.Callee.ofData(
                                                find, target.receiver(variable), regions, skipped(function, variable)))
                                : bodies.body(
                                        function,
                                        shape,
                                        CodeBlock.of("$T.enter()", Api.UPCALL),
                                        find,
                                        target.receiver(variable),
                                        regions))
                .build();
    }

    /** Whether Java is given something that may end with the borrow of its object, which may be long before the object does. */
    private static boolean isGivenFor(String lifetime, Plan.Function function) {
        return function.arguments().stream()
                .anyMatch(argument -> Shape.of(argument.value()).lifetimes().contains(lifetime));
    }

    /** The region of the borrow of an object, which its bound outlives. */
    private static CodeBlock borrow(String lifetime, CodeBlock bound, Scope variables, CodeBlock.Builder finding) {
        String borrow = variables.number(Lifetimes.variable(lifetime));
        finding.addStatement("$T $N = upcall.chosen($S,$W$L)", Api.REGION, borrow, lifetime, bound);
        return CodeBlock.of("$N", borrow);
    }

    /** One that is consumed is Java's, be it called or not. */
    private static CodeBlock skipped(Plan.Function function, String variable) {
        return function.isConsuming()
                ? CodeBlock.builder().addStatement("$N.close()", variable).build()
                : CodeBlock.of("");
    }

    private static TypeSpec lent(Plan.Interface declared) {
        MethodSpec.Builder constructor = MethodSpec.constructorBuilder().addParameter(declared.name(), "value");
        declared.regions().forEach(region -> constructor.addParameter(Api.REGION, region));
        constructor.addParameter(Api.REGION, ObjectPassing.bound(declared));
        TypeSpec.Builder type = TypeSpec.recordBuilder("Lent")
                .addJavadoc("An object, and the regions of the call that it is passed in.\n")
                .recordConstructor(constructor.build())
                .addMethod(Closures.refusingNull("value", declared.name().simpleName()));
        return Closures.closeable(type, "value").build();
    }
}
