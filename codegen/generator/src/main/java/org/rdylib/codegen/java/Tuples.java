package org.rdylib.codegen.java;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeSpec;
import com.palantir.javapoet.TypeVariableName;
import java.util.List;
import javax.lang.model.element.Modifier;
import org.rdylib.codegen.java.plan.Api;
import org.rdylib.codegen.java.plan.Names;
import org.rdylib.codegen.java.plan.Plan;
import org.rdylib.codegen.java.plan.Rule;

/** A record for each size of tuple for which the loader has none. */
final class Tuples implements Rule {
    @Override
    public List<TypeSpec.Builder> types(Plan plan) {
        return plan.names().tuples().entrySet().stream()
                .map(tuple -> type(tuple.getKey(), tuple.getValue()))
                .toList();
    }

    private static TypeSpec.Builder type(int size, ClassName name) {
        TypeSpec.Builder type = TypeSpec.recordBuilder(name)
                .addModifiers(Modifier.PUBLIC)
                .addAnnotation(Api.NULL_MARKED)
                .addJavadoc("A tuple of $L.\n", size);
        MethodSpec.Builder components = MethodSpec.constructorBuilder();
        MethodSpec.Builder constructor = MethodSpec.compactConstructorBuilder().addModifiers(Modifier.PUBLIC);
        for (int i = 0; i < size; i++) {
            TypeVariableName variable = TypeVariableName.get("T" + (i + 1));
            type.addTypeVariable(variable);
            components.addParameter(variable, Names.position(i));
            constructor.addStatement(
                    "$1N = $2T.frozen($1N,$W$3S)",
                    Names.position(i),
                    Api.SLICES,
                    name.simpleName() + "." + Names.position(i));
        }
        // Lists are copied, so that a record never changes.
        return type.recordConstructor(components.build()).addMethod(constructor.build());
    }
}
