package org.rdylib.codegen.java;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterSpec;
import com.palantir.javapoet.TypeSpec;
import java.util.List;
import java.util.Optional;
import javax.lang.model.element.Modifier;
import org.rdylib.codegen.java.plan.Api;
import org.rdylib.codegen.java.plan.JavaTypes;
import org.rdylib.codegen.java.plan.Plan;
import org.rdylib.codegen.java.plan.Plan.Component;
import org.rdylib.codegen.java.plan.Rule;
import org.rdylib.codegen.java.plan.Shape;

/** A record for each struct. */
final class Records implements Rule {
    @Override
    public List<TypeSpec.Builder> types(Plan plan) {
        JavaTypes types = new JavaTypes(plan.names());
        return plan.structs().stream().map(struct -> type(plan, types, struct)).toList();
    }

    private static TypeSpec.Builder type(Plan plan, JavaTypes types, Plan.Struct struct) {
        TypeSpec.Builder type = builder(
                        types, struct.name().simpleName(), struct.declaration().doc(), struct.components())
                .addModifiers(Modifier.PUBLIC)
                .addAnnotation(Api.NULL_MARKED);
        plan.callbacks(struct.name()).forEach(callback -> type.addType(Interfaces.callback(types, callback)));
        return type;
    }

    /** A record of {@code components}; also what a variant with a payload is. */
    static TypeSpec.Builder builder(JavaTypes types, String name, Optional<String> doc, List<Component> components) {
        MethodSpec.Builder constructor = MethodSpec.constructorBuilder();
        for (Component component : components) {
            constructor.addParameter(ParameterSpec.builder(types.of(component.value()), component.name())
                    .addJavadoc(component.doc().map(Docs::parameter).orElse(CodeBlock.of("")))
                    .build());
        }
        TypeSpec.Builder record =
                TypeSpec.recordBuilder(name).addJavadoc(Docs.of(doc)).recordConstructor(constructor.build());
        copies(components).ifPresent(record::addMethod);
        return record;
    }

    /** Lists are copied, so that a record never changes. */
    private static Optional<MethodSpec> copies(List<Component> components) {
        List<Component> lists = components.stream()
                .filter(component -> Shape.holdsLists(component.value()))
                .toList();
        if (lists.isEmpty()) {
            return Optional.empty();
        }
        MethodSpec.Builder constructor = MethodSpec.compactConstructorBuilder().addModifiers(Modifier.PUBLIC);
        lists.forEach(list -> constructor.addStatement(
                "$N = $L", list.name(), Shape.frozen(list.value(), CodeBlock.of("$N", list.name()))));
        return Optional.of(constructor.build());
    }
}
