package org.rdylib.codegen.java;

import com.palantir.javapoet.TypeSpec;
import java.util.List;
import javax.lang.model.element.Modifier;
import org.rdylib.codegen.java.plan.Api;
import org.rdylib.codegen.java.plan.Plan;
import org.rdylib.codegen.java.plan.Rule;

/** A class for each opaque type: what is known of one of its values is where it is, and how long. */
final class OpaqueTypes implements Rule {
    @Override
    public List<TypeSpec.Builder> types(Plan plan) {
        return plan.opaques().stream().map(OpaqueTypes::type).toList();
    }

    private static TypeSpec.Builder type(Plan.Opaque opaque) {
        TypeSpec.Builder type = TypeSpec.classBuilder(opaque.name())
                .addModifiers(Modifier.PUBLIC, Modifier.FINAL)
                .addSuperinterface(AutoCloseable.class)
                .addAnnotation(Api.NULL_MARKED)
                .addJavadoc(Docs.of(opaque.declaration()
                        .doc()
                        .orElse("A `" + opaque.declaration().name() + "`, which only its library looks into.")));
        return Wrappers.holding(type, Api.FOREIGN_OPAQUE, opaque.regions(), Modifier.FINAL)
                .addMethod(Wrappers.close()
                        .addJavadoc(
                                "Has the library end it, if it is the caller's own; one that the library lent is only"
                                        + " let go of. Nothing happens\nif it is closed already.\n\n")
                        .addJavadoc(
                                "@throws $T while another value of the library's borrows from it\n", Api.OBJECT_BUSY)
                        .build())
                .addMethod(Wrappers.description());
    }
}
