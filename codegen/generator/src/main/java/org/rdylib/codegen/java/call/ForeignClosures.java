package org.rdylib.codegen.java.call;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.lang.model.element.Modifier;
import org.rdylib.codegen.java.plan.Api;
import org.rdylib.codegen.java.plan.Callback;
import org.rdylib.codegen.java.plan.JavaTypes;
import org.rdylib.codegen.java.plan.Lifetimes;
import org.rdylib.codegen.java.plan.Plan;
import org.rdylib.codegen.java.plan.Scope;

/** The class that implements a closure type for closures of the library. */
final class ForeignClosures {
    private final JavaTypes types;
    private final DowncallBody bodies;
    private final boolean isCalledByC;

    ForeignClosures(Plan plan, DowncallBody bodies) {
        this.isCalledByC = plan.isCalledByC();
        this.types = new JavaTypes(plan.names());
        this.bodies = bodies;
    }

    TypeSpec type(Callback callback, ClassName name) {
        Plan.Function function = callback.down().function();
        List<String> regions = regions(callback);
        ClassName handle = callback.isFunction() ? Api.FOREIGN_FUNCTION : Api.FOREIGN_OBJECT;
        MethodSpec.Builder constructor =
                MethodSpec.constructorBuilder().addParameter(handle, "object").addStatement("this.object = object");
        TypeSpec.Builder type = TypeSpec.classBuilder(name)
                .addModifiers(Modifier.STATIC, Modifier.FINAL)
                .addSuperinterface(callback.name())
                .addField(handle, "object", Modifier.PRIVATE, Modifier.FINAL);
        for (String region : regions) {
            type.addField(Api.REGION, region, Modifier.PRIVATE, Modifier.FINAL);
            constructor.addParameter(Api.REGION, region).addStatement("this.$1N = $1N", region);
        }
        type.addMethod(constructor.build()).addMethod(call(callback, function, regions));
        if (callback.owned()) {
            type.addMethod(MethodSpec.methodBuilder("close")
                    .addModifiers(Modifier.PUBLIC)
                    .addAnnotation(Override.class)
                    .addStatement("object.close()")
                    .build());
        }
        if (callback.isFunction()) {
            type.addSuperinterface(Api.FOREIGN_FUNCTION.nestedClass("Taken"))
                    .addMethod(getter("function", Api.FOREIGN_FUNCTION, "object"))
                    .addMethod(getter("region", Api.REGION, "object.region()"));
            addRegions(type, callback, regions);
        }
        return type.addMethod(MethodSpec.methodBuilder("toString")
                        .addModifiers(Modifier.PUBLIC)
                        .addAnnotation(Override.class)
                        .returns(String.class)
                        .addStatement("return object.toString()")
                        .build())
                .build();
    }

    /** Tells what the function is called for. */
    private static void addRegions(TypeSpec.Builder type, Callback callback, List<String> regions) {
        List<CodeBlock> fixed = callback.fixed().stream()
                .map(lifetime ->
                        CodeBlock.of("$N", regions.get(callback.captured().indexOf(lifetime))))
                .toList();
        if (!fixed.isEmpty()) {
            type.addMethod(getter(
                    "regions",
                    ParameterizedTypeName.get(Api.LIST, Api.REGION),
                    CodeBlock.of("$T.of($L)", Api.LIST, CodeBlock.join(fixed, ",$W"))));
        }
    }

    private static MethodSpec getter(String name, ClassName type, String value) {
        return getter(name, type, CodeBlock.of("$L", value));
    }

    private static MethodSpec getter(String name, TypeName type, CodeBlock value) {
        return MethodSpec.methodBuilder(name)
                .addModifiers(Modifier.PUBLIC)
                .addAnnotation(Override.class)
                .returns(type)
                .addStatement("return $L", value)
                .build();
    }

    private static List<String> regions(Callback callback) {
        Scope scope = Scope.of(Set.of("object"));
        return callback.captured().stream()
                .map(lifetime -> scope.number(Lifetimes.variable(lifetime)))
                .toList();
    }

    private MethodSpec call(Callback callback, Plan.Function function, List<String> regions) {
        CodeBlock object = function.field("object");
        String kind = switch (callback.kind()) {
            case FN -> "Shared";
            case FN_MUT -> "Exclusive";
            case FN_ONCE -> "Once";
            case FUTURE -> throw new IllegalArgumentException(callback.place() + ": a future is no closure");
        };
        Map<String, CodeBlock> fixed = new HashMap<>();
        for (int i = 0; i < regions.size(); i++) {
            if (!callback.captured().get(i).equals(Lifetimes.DYLIB)) {
                fixed.put(callback.captured().get(i), function.field(regions.get(i)));
            }
        }
        boolean isFunction = callback.isFunction();
        DowncallBody.Callee callee = new DowncallBody.Callee(
                DowncallBody.frame(CodeBlock.of("$L.enter$L()", object, isFunction ? "" : kind)),
                isFunction
                        ? CodeBlock.builder().addStatement("frame.close()").build()
                        : CodeBlock.builder()
                                .addStatement("$L.leave$L(frame)", object, kind)
                                .build(),
                isFunction ? CodeBlock.of("$L.code()", object) : CodeBlock.of("$L.slot(0)", object),
                isFunction ? List.of() : List.of(CodeBlock.of("$L.data()", object)),
                CodeBlock.of("$L.library()", object),
                Map.copyOf(fixed),
                Optional.empty(),
                false,
                Optional.empty(),
                true,
                isCalledByC);
        return types.signature(function)
                .addModifiers(Modifier.PUBLIC)
                .addAnnotation(Override.class)
                .addCode(bodies.body(function, callee))
                .build();
    }
}
