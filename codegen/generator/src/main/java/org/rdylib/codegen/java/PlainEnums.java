package org.rdylib.codegen.java;

import com.palantir.javapoet.TypeSpec;
import java.util.List;
import javax.lang.model.element.Modifier;

/** A Java enum for each enum without payloads. */
final class PlainEnums implements Rule {
    @Override
    public List<TypeSpec.Builder> types(Plan plan) {
        return plan.plainEnums().stream().map(PlainEnums::type).toList();
    }

    private static TypeSpec.Builder type(Plan.PlainEnum declared) {
        TypeSpec.Builder type = TypeSpec.enumBuilder(declared.name())
                .addModifiers(Modifier.PUBLIC)
                .addAnnotation(Api.NULL_MARKED)
                .addJavadoc(Docs.of(declared.declaration().doc()));
        declared.constants()
                .forEach(constant -> type.addEnumConstant(
                        constant.name(),
                        TypeSpec.anonymousClassBuilder("")
                                .addJavadoc(Docs.of(constant.doc()))
                                .build()));
        return type;
    }
}
