package org.rdylib.codegen.java;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeSpec;
import java.util.List;
import javax.lang.model.element.Modifier;
import org.rdylib.codegen.java.plan.Api;
import org.rdylib.codegen.java.plan.JavaTypes;
import org.rdylib.codegen.java.plan.Plan;
import org.rdylib.codegen.java.plan.Rule;
import org.rdylib.codegen.java.value.Nulls;

/** A sealed interface for each enum with payloads, and in it a record for each variant. */
final class Unions implements Rule {
    @Override
    public List<TypeSpec.Builder> types(Plan plan) {
        JavaTypes types = new JavaTypes(plan.names());
        return plan.unions().stream().map(union -> type(plan, types, union)).toList();
    }

    private static TypeSpec unknown(Plan.Union union, ClassName name) {
        return TypeSpec.recordBuilder(name.simpleName())
                .addModifiers(Modifier.PUBLIC, Modifier.STATIC)
                .addSuperinterface(union.name())
                .addJavadoc("What a newer library gives and this version does not know.\n")
                .recordConstructor(MethodSpec.constructorBuilder()
                        .addParameter(Api.UNKNOWN_VARIANT, "variant")
                        .build())
                .addMethod(MethodSpec.compactConstructorBuilder()
                        .addModifiers(Modifier.PUBLIC)
                        .addCode(Nulls.refuse("variant", String.join(".", name.simpleNames()) + ".variant"))
                        .build())
                .build();
    }

    private static TypeSpec.Builder type(Plan plan, JavaTypes types, Plan.Union union) {
        TypeSpec.Builder type = TypeSpec.interfaceBuilder(union.name())
                .addModifiers(Modifier.PUBLIC, Modifier.SEALED)
                .addAnnotation(Api.NULL_MARKED)
                .addJavadoc(Docs.of(union.declaration().doc()));
        union.alternatives()
                .forEach(alternative -> type.addType(Records.builder(
                                types,
                                alternative.name().simpleName(),
                                union.declaration().name() + "::" + alternative.variant(),
                                alternative.doc(),
                                alternative.components())
                        .addModifiers(Modifier.PUBLIC, Modifier.STATIC)
                        .addSuperinterface(union.name())
                        .build()));
        plan.callbacks(union.name()).forEach(callback -> type.addType(Interfaces.callback(types, callback)));
        union.unknown().ifPresent(unknown -> type.addType(unknown(union, unknown)));
        return type;
    }
}
