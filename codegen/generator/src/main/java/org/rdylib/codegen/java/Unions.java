package org.rdylib.codegen.java;

import com.palantir.javapoet.TypeSpec;
import java.util.List;
import javax.lang.model.element.Modifier;

/** A sealed interface for each enum with payloads, and in it a record for each variant. */
final class Unions implements Rule {
    @Override
    public List<TypeSpec.Builder> types(Plan plan) {
        JavaTypes types = new JavaTypes(plan.names());
        return plan.unions().stream().map(union -> type(types, union)).toList();
    }

    private static TypeSpec.Builder type(JavaTypes types, Plan.Union union) {
        TypeSpec.Builder type = TypeSpec.interfaceBuilder(union.name())
                .addModifiers(Modifier.PUBLIC, Modifier.SEALED)
                .addAnnotation(Api.NULL_MARKED)
                .addJavadoc(Docs.of(union.declaration().doc()));
        union.alternatives()
                .forEach(alternative -> type.addType(Records.builder(
                                types, alternative.name().simpleName(), alternative.doc(), alternative.components())
                        .addModifiers(Modifier.PUBLIC, Modifier.STATIC)
                        .addSuperinterface(union.name())
                        .build()));
        return type;
    }
}
