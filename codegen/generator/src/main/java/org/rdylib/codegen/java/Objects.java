package org.rdylib.codegen.java;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeSpec;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.lang.model.element.Modifier;
import org.rdylib.spec.Receiver;

/** The class that implements an interface for objects of the library. */
final class Objects implements Rule {
    private final DowncallBody bodies;

    Objects(DowncallBody bodies) {
        this.bodies = bodies;
    }

    @Override
    public List<TypeSpec.Builder> types(Plan plan) {
        JavaTypes types = new JavaTypes(plan.names());
        return plan.interfaces().stream()
                .map(declared -> type(plan, types, declared))
                .toList();
    }

    private TypeSpec.Builder type(Plan plan, JavaTypes types, Plan.Interface declared) {
        List<String> regions = declared.regions();
        // What is passed to the library is taken apart where it is passed.
        Modifier[] field = plan.isPassed(declared)
                ? new Modifier[] {Modifier.FINAL}
                : new Modifier[] {Modifier.PRIVATE, Modifier.FINAL};
        MethodSpec.Builder constructor = MethodSpec.constructorBuilder()
                .addParameter(Api.FOREIGN_OBJECT, "object")
                .addStatement("this.object = object");
        TypeSpec.Builder type = TypeSpec.classBuilder(declared.object())
                .addModifiers(Modifier.FINAL)
                .addSuperinterface(declared.name())
                .addAnnotation(Api.NULL_MARKED)
                .addJavadoc("An object of the library.\n")
                .addField(Api.FOREIGN_OBJECT, "object", field);
        for (String region : regions) {
            type.addField(Api.REGION, region, field);
            constructor.addParameter(Api.REGION, region).addStatement("this.$1N = $1N", region);
        }
        type.addMethod(constructor.build());
        if (plan.isPassed(declared)) {
            type.addMethod(cast(declared));
        }
        for (int slot = 0; slot < declared.methods().size(); slot++) {
            type.addMethod(method(types, declared, declared.methods().get(slot), slot));
        }
        return type.addMethod(MethodSpec.methodBuilder("close")
                        .addModifiers(Modifier.PUBLIC)
                        .addAnnotation(Override.class)
                        .addStatement("object.close()")
                        .build())
                .addMethod(MethodSpec.methodBuilder("toString")
                        .addModifiers(Modifier.PUBLIC)
                        .addAnnotation(Override.class)
                        .returns(String.class)
                        .addStatement("return object.toString()")
                        .build());
    }

    /** The expression for an object's own class: the user's code may implement its interface too. */
    static CodeBlock cast(Plan.Interface declared, CodeBlock source) {
        return CodeBlock.of("$T.of($L)", declared.object(), source);
    }

    private static MethodSpec cast(Plan.Interface declared) {
        return MethodSpec.methodBuilder("of")
                .addModifiers(Modifier.STATIC)
                .returns(declared.object())
                .addParameter(declared.name(), "value")
                .beginControlFlow("if (value instanceof $T made)", declared.object())
                .addStatement("return made")
                .endControlFlow()
                .addStatement(
                        "throw new $T($S)",
                        IllegalArgumentException.class,
                        "only a " + declared.name().simpleName() + " that the library has made can be passed to it")
                .build();
    }

    private MethodSpec method(JavaTypes types, Plan.Interface declared, Plan.Function function, int slot) {
        CodeBlock object = function.field("object");
        Receiver.Kind receiver = function.signature().receiver().orElseThrow().kind();
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
        DowncallBody.Callee callee = new DowncallBody.Callee(
                CodeBlock.of("$L.enter$L()", object, kind),
                isOwned
                        ? CodeBlock.builder().addStatement("frame.close()").build()
                        : CodeBlock.builder()
                                .addStatement("$L.leave$L(frame)", object, kind)
                                .build(),
                CodeBlock.of("$L.slot($L)", object, slot),
                List.of(CodeBlock.of("$L.data()", object)),
                CodeBlock.of("$L.library()", object),
                Map.copyOf(fixed),
                isOwned ? Optional.empty() : Optional.of(CodeBlock.of("$L.lend$L()", object, kind)));
        return Interfaces.signature(types, function)
                .addModifiers(Modifier.PUBLIC)
                .addAnnotation(Override.class)
                .addCode(bodies.body(function, callee))
                .build();
    }
}
