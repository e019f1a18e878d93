package org.rdylib.codegen.java;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.lang.model.element.Modifier;
import org.rdylib.codegen.java.call.DowncallBody;
import org.rdylib.codegen.java.call.Effort;
import org.rdylib.codegen.java.plan.Api;
import org.rdylib.codegen.java.plan.Identifiers;
import org.rdylib.codegen.java.plan.JavaTypes;
import org.rdylib.codegen.java.plan.Names;
import org.rdylib.codegen.java.plan.Plan;
import org.rdylib.codegen.java.plan.Rule;
import org.rdylib.codegen.java.plan.Scope;

/**
 * The record that implements the library's interface. It is one since the JVM's compiler takes the components of records
 * for constants where the record itself is one, and so what a host keeps in a {@code static final} field is called as
 * directly as by hand.
 */
final class StubRecord implements Rule {
    /** How many addresses stand in one record: a constructor takes 255 words, of which a {@code long} is two. */
    private static final int TOGETHER = 100;

    private final DowncallBody bodies;
    private final Factories factories;

    StubRecord(DowncallBody bodies, Factories factories) {
        this.bodies = bodies;
        this.factories = factories;
    }

    /**
     * Exports whose addresses stand together.
     *
     * @param component of the stub's
     * @param type its record
     * @param fields the component of that for each export's address, by the export's name
     */
    private record Group(String component, ClassName type, Map<String, String> fields) {}

    @Override
    public List<TypeSpec.Builder> types(Plan plan) {
        JavaTypes types = new JavaTypes(plan.names());
        Names names = plan.names();
        Scope members = Scope.of(plan.methods());
        List<Group> groups = groups(plan, members);
        MethodSpec.Builder components = MethodSpec.constructorBuilder()
                .addParameter(Api.LIBRARY, "library")
                .addParameter(Api.ENTRANCE, "entrance");
        groups.forEach(group -> components.addParameter(group.type(), group.component()));
        Optional<String> leaves = plan.exports().stream().anyMatch(Plan.Export::leaf)
                ? Optional.of(members.number("leaves"))
                : Optional.empty();
        leaves.ifPresent(component -> components.addParameter(TypeName.BOOLEAN, component));
        TypeSpec.Builder type = TypeSpec.recordBuilder(names.stub())
                .addSuperinterface(names.library())
                .addAnnotation(Api.NULL_MARKED)
                .addJavadoc("How the library is called: as a record, whose components the JVM takes for constants where"
                        + " the stub is one.\n")
                .recordConstructor(components.build())
                .alwaysQualify(plan.nestedIn(names.library()))
                .addMethod(constructor(groups, leaves.isPresent()));
        for (Plan.Export export : plan.exports()) {
            CodeBlock address = address(export, groups);
            methods(plan, types, export, address, leaves, members).forEach(type::addMethod);
            if (!export.presence().isEmpty()) {
                type.addMethod(implemented(export.presence())
                        .returns(boolean.class)
                        .addStatement("return $L != 0", address)
                        .build());
            }
        }
        factories.implementations().forEach(type::addMethod);
        type.addMethod(implemented("region")
                        .returns(Api.REGION)
                        .addStatement("return library.region()")
                        .build())
                .addMethod(implemented("close").addStatement("library.close()").build())
                .addMethod(implemented("isUnloaded")
                        .returns(boolean.class)
                        .addStatement("return library.isUnloaded()")
                        .build());
        groups.forEach(group -> type.addType(addresses(group)));
        return List.of(type);
    }

    private static List<Group> groups(Plan plan, Scope components) {
        List<Group> groups = new ArrayList<>();
        for (int start = 0; start < plan.exports().size(); start += TOGETHER) {
            List<Plan.Export> together = plan.exports()
                    .subList(start, Math.min(start + TOGETHER, plan.exports().size()));
            Scope scope = Scope.of(Identifiers.OF_OBJECT);
            Map<String, String> fields = new LinkedHashMap<>();
            together.forEach(export ->
                    fields.put(export.name(), scope.claim(export.function().name())));
            String number = start == 0 ? "" : String.valueOf(start / TOGETHER + 1);
            groups.add(new Group(
                    components.number("addresses" + number),
                    plan.names().stub().nestedClass("Addresses" + number),
                    fields));
        }
        return groups;
    }

    private static MethodSpec constructor(List<Group> groups, boolean leaves) {
        CodeBlock found = groups.stream()
                .map(group -> CodeBlock.of(",$W$T.of(library)", group.type()))
                .collect(CodeBlock.joining(""));
        return MethodSpec.constructorBuilder()
                .addParameter(Api.LIBRARY, "library")
                .addStatement(
                        "this(library,$Wlibrary.entrance()$L$L)",
                        found,
                        leaves ? CodeBlock.of(",$Wlibrary.hasLeaves()") : CodeBlock.of(""))
                .build();
    }

    private static TypeSpec addresses(Group group) {
        MethodSpec.Builder components = MethodSpec.constructorBuilder();
        group.fields().values().forEach(field -> components.addParameter(TypeName.LONG, field));
        CodeBlock found = group.fields().keySet().stream()
                .map(export -> CodeBlock.of("library.function($S).address()", export))
                .collect(CodeBlock.joining(",\n"));
        return TypeSpec.recordBuilder(group.type())
                .addModifiers(Modifier.PRIVATE)
                .addJavadoc("Where its functions are.\n")
                .recordConstructor(components.build())
                .addMethod(MethodSpec.methodBuilder("of")
                        .addModifiers(Modifier.STATIC)
                        .returns(group.type())
                        .addParameter(Api.LIBRARY, "library")
                        .addCode("return new $T(\n$>$>$L$<$<);\n", group.type(), found)
                        .build())
                .build();
    }

    private static CodeBlock address(Plan.Export export, List<Group> groups) {
        Group group = groups.stream()
                .filter(g -> g.fields().containsKey(export.name()))
                .findFirst()
                .orElseThrow();
        return CodeBlock.of(
                "$L.$N",
                export.function().field(group.component()),
                Optional.ofNullable(group.fields().get(export.name())).orElseThrow());
    }

    private static MethodSpec.Builder implemented(String name) {
        return MethodSpec.methodBuilder(name).addModifiers(Modifier.PUBLIC).addAnnotation(Override.class);
    }

    private static CodeBlock enter(Effort effort, CodeBlock present, boolean leaf) {
        return switch (effort) {
            case FRAME -> DowncallBody.frame(CodeBlock.of("$L.enter()", present));
            case MEMORY, LENDING ->
                CodeBlock.builder()
                        .addStatement("$1T frame = $1T.current()", Api.CALL_MEMORY)
                        .addStatement("long mark = $L.enter(frame)", present)
                        .build();
            case NOTHING ->
                CodeBlock.builder()
                        .addStatement("int mark = $L.$L()", present, leaf ? "beginLeaf" : "begin")
                        .build();
        };
    }

    private static CodeBlock leave(Effort effort, CodeBlock entrance) {
        CodeBlock left = switch (effort) {
            case FRAME -> CodeBlock.of("frame.close()");
            case MEMORY -> CodeBlock.of("$L.leave(frame, mark)", entrance);
            case LENDING -> CodeBlock.of("$L.leaveLending(frame, mark)", entrance);
            case NOTHING -> CodeBlock.of("$L.end(mark)", entrance);
        };
        return CodeBlock.builder().addStatement(left).build();
    }

    /** How it is called: of a leaf both as one and as what the library does not say is one. */
    private List<MethodSpec> methods(
            Plan plan, JavaTypes types, Plan.Export export, CodeBlock address, Optional<String> leaves, Scope members) {
        Plan.Function function = export.function();
        MethodSpec signature = types.signature(function).build();
        MethodSpec.Builder method =
                signature.toBuilder().addModifiers(Modifier.PUBLIC).addAnnotation(Override.class);
        if (!export.leaf()) {
            return List.of(method.addCode(body(plan, export, address)).build());
        }
        MethodSpec ordinary = MethodSpec.methodBuilder(members.claim(function.name() + "AsNoLeaf"))
                .addModifiers(Modifier.PRIVATE)
                .returns(signature.returnType())
                .addParameters(signature.parameters())
                .addCode(body(plan, export.withoutLeaf(), address))
                .build();
        CodeBlock arguments = signature.parameters().stream()
                .map(parameter -> CodeBlock.of("$N", parameter))
                .collect(CodeBlock.joining(", "));
        CodeBlock call = CodeBlock.of("$N($L)", ordinary, arguments);
        method.beginControlFlow("if (!$L)", function.field(leaves.orElseThrow()));
        if (signature.returnType().equals(TypeName.VOID)) {
            method.addStatement(call).addStatement("return");
        } else {
            method.addStatement("return $L", call);
        }
        return List.of(
                method.endControlFlow().addCode(body(plan, export, address)).build(), ordinary);
    }

    private CodeBlock body(Plan plan, Plan.Export export, CodeBlock address) {
        Plan.Function function = export.function();
        CodeBlock entrance = function.field("entrance");
        CodeBlock present = export.presence().isEmpty()
                ? entrance
                : CodeBlock.of("$L.present($L, $S)", entrance, address, export.name());
        Effort effort = Effort.of(plan, export);
        DowncallBody.Callee callee = new DowncallBody.Callee(
                enter(effort, present, export.leaf()),
                leave(effort, entrance),
                CodeBlock.of("$T.ofAddress($L)", Api.SEGMENT, address),
                List.of(),
                function.field("library"),
                Map.of(),
                Optional.empty(),
                export.leaf(),
                export.c(),
                effort == Effort.FRAME,
                plan.isCalledByC() && !export.leaf());
        return bodies.body(function, callee);
    }
}
