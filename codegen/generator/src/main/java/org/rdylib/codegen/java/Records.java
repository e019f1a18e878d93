package org.rdylib.codegen.java;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterSpec;
import com.palantir.javapoet.TypeSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.lang.model.element.Modifier;
import org.rdylib.codegen.java.plan.Api;
import org.rdylib.codegen.java.plan.JavaTypes;
import org.rdylib.codegen.java.plan.Plan;
import org.rdylib.codegen.java.plan.Plan.Component;
import org.rdylib.codegen.java.plan.Rule;
import org.rdylib.codegen.java.plan.Shape;
import org.rdylib.codegen.java.value.Nulls;

/** A record for each struct. */
final class Records implements Rule {
    @Override
    public List<TypeSpec.Builder> types(Plan plan) {
        JavaTypes types = new JavaTypes(plan.names());
        return plan.structs().stream().map(struct -> type(plan, types, struct)).toList();
    }

    private static TypeSpec.Builder type(Plan plan, JavaTypes types, Plan.Struct struct) {
        TypeSpec.Builder type = builder(
                        types,
                        struct.name().simpleName(),
                        struct.declaration().name(),
                        struct.declaration().doc(),
                        struct.components())
                .addModifiers(Modifier.PUBLIC)
                .addAnnotation(Api.NULL_MARKED);
        plan.callbacks(struct.name()).forEach(callback -> type.addType(Interfaces.callback(types, callback)));
        return type;
    }

    /**
     * A record of {@code components}; also what a variant with a payload is.
     *
     * @param place what the descriptor calls it, for messages
     */
    static TypeSpec.Builder builder(
            JavaTypes types, String name, String place, Optional<String> doc, List<Component> components) {
        MethodSpec.Builder constructor = MethodSpec.constructorBuilder();
        for (Component component : components) {
            constructor.addParameter(ParameterSpec.builder(types.of(component.value()), component.name())
                    .addJavadoc(component.doc().map(Docs::parameter).orElse(CodeBlock.of("")))
                    .build());
        }
        TypeSpec.Builder record =
                TypeSpec.recordBuilder(name).addJavadoc(Docs.of(doc)).recordConstructor(constructor.build());
        checks(place, components).ifPresent(record::addMethod);
        return record;
    }

    /** Lists are copied, so that a record never changes; and nothing in it is null. */
    private static Optional<MethodSpec> checks(String place, List<Component> components) {
        List<CodeBlock> checks = new ArrayList<>();
        for (Component component : components) {
            String field = place + "." + component.field();
            if (Shape.holdsLists(component.value())) {
                CodeBlock source = CodeBlock.of("$N", component.name());
                CodeBlock copy = Shape.frozen(component.value(), source, CodeBlock.of("$S", field));
                checks.add(CodeBlock.builder()
                        .addStatement("$L = $L", source, copy)
                        .build());
            } else if (Nulls.isObject(component.value())) {
                checks.add(Nulls.refuse(component.name(), field));
            }
        }
        return checks.isEmpty()
                ? Optional.empty()
                : Optional.of(MethodSpec.compactConstructorBuilder()
                        .addModifiers(Modifier.PUBLIC)
                        .addCode(CodeBlock.join(checks, ""))
                        .build());
    }
}
