package org.rdylib.codegen.java;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeSpec;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.lang.model.element.Modifier;
import org.rdylib.codegen.java.call.DowncallBody;
import org.rdylib.codegen.java.call.Effort;
import org.rdylib.codegen.java.plan.Api;
import org.rdylib.codegen.java.plan.JavaTypes;
import org.rdylib.codegen.java.plan.Plan;
import org.rdylib.codegen.java.plan.Rule;
import org.rdylib.codegen.java.value.ClosureNames;
import org.rdylib.codegen.java.value.ObjectPassing;
import org.rdylib.spec.Receiver;

/** The class that implements an interface for objects of the library. */
final class Objects implements Rule {
    private final DowncallBody bodies;
    private final ObjectPassing passing;

    Objects(Plan plan, DowncallBody bodies, ClosureNames closures) {
        this.bodies = bodies;
        this.passing = new ObjectPassing(plan, closures);
    }

    @Override
    public List<TypeSpec.Builder> types(Plan plan) {
        JavaTypes types = new JavaTypes(plan.names());
        return plan.interfaces().stream()
                .map(declared -> type(plan, types, declared))
                .toList();
    }

    private TypeSpec.Builder type(Plan plan, JavaTypes types, Plan.Interface declared) {
        TypeSpec.Builder type = Wrappers.holding(
                TypeSpec.classBuilder(declared.object())
                        .addModifiers(Modifier.FINAL)
                        .addSuperinterface(declared.name())
                        .addAnnotation(Api.NULL_MARKED)
                        .addJavadoc("An object of the library.\n")
                        .alwaysQualify(plan.nestedIn(declared.name())),
                Api.FOREIGN_OBJECT,
                declared.regions(),
                Modifier.PRIVATE,
                Modifier.FINAL);
        type.addField(FieldSpec.builder(
                        ParameterizedTypeName.get(Api.LIST, ClassName.get(String.class)),
                        Plan.Interface.METHODS,
                        Modifier.STATIC,
                        Modifier.FINAL)
                .addJavadoc("The methods that it must have.\n")
                .initializer("$T.of($L)", Api.LIST, required(declared))
                .build());
        if (plan.isPassed(declared)) {
            passing.methods(declared).forEach(type::addMethod);
        }
        for (int slot = 0; slot < declared.methods().size(); slot++) {
            type.addMethod(method(plan, types, declared, declared.methods().get(slot), slot));
            String presence = declared.presence().get(slot);
            if (!presence.isEmpty()) {
                type.addMethod(MethodSpec.methodBuilder(presence)
                        .addModifiers(Modifier.PUBLIC)
                        .addAnnotation(Override.class)
                        .returns(boolean.class)
                        .addStatement("return object.has($L)", slot)
                        .build());
            }
        }
        return type.addMethod(Wrappers.close().build()).addMethod(Wrappers.description());
    }

    private static CodeBlock required(Plan.Interface declared) {
        return declared.methods().stream()
                .limit(declared.required())
                .map(method -> CodeBlock.of("$S", method.place()))
                .collect(CodeBlock.joining(",$W"));
    }

    private MethodSpec method(Plan plan, JavaTypes types, Plan.Interface declared, Plan.Function function, int slot) {
        CodeBlock object = function.field("object");
        Receiver.Kind receiver = function.signature().receiver().orElseThrow().kind();
        CodeBlock present = slot < declared.required()
                ? object
                : CodeBlock.of("$L.present($L, $S)", object, slot, function.place());
        boolean isOwned = receiver == Receiver.Kind.OWNED;
        String kind = switch (receiver) {
            case SHARED -> "Shared";
            case EXCLUSIVE -> "Exclusive";
            case OWNED -> "Owned";
        };
        Map<String, CodeBlock> fixed = new HashMap<>();
        for (int i = 0; i < declared.lifetimes().size(); i++) {
            fixed.put(
                    declared.lifetimes().get(i),
                    function.field(declared.regions().get(i)));
        }
        boolean isFramed = Effort.ofMethod(plan, function) == Effort.FRAME;
        DowncallBody.Callee callee = new DowncallBody.Callee(
                isFramed
                        ? DowncallBody.frame(CodeBlock.of("$L.enter$L()", present, kind))
                        : CodeBlock.builder()
                                .addStatement("$1T frame = $1T.current()", Api.CALL_MEMORY)
                                .addStatement("long mark = $L.enter$L(frame)", present, kind)
                                .build(),
                isOwned
                        ? CodeBlock.builder().addStatement("frame.close()").build()
                        : CodeBlock.builder()
                                .addStatement(isFramed ? "$L.leave$L(frame)" : "$L.leave$L(frame, mark)", object, kind)
                                .build(),
                CodeBlock.of("$L.slot($L)", object, slot),
                List.of(CodeBlock.of("$L.data()", object)),
                CodeBlock.of("$L.library()", object),
                Map.copyOf(fixed),
                isOwned ? Optional.empty() : Optional.of(new DowncallBody.Self(object, kind)),
                false,
                Optional.empty(),
                isFramed,
                plan.isCalledByC());
        return types.signature(function)
                .addModifiers(Modifier.PUBLIC)
                .addAnnotation(Override.class)
                .addCode(bodies.body(function, callee))
                .build();
    }
}
