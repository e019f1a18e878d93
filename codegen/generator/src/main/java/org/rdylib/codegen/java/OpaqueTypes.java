package org.rdylib.codegen.java;

import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeSpec;
import java.util.List;
import javax.lang.model.element.Modifier;

/** A class for each opaque type: what is known of one of its values is where it is, and how long. */
final class OpaqueTypes implements Rule {
    @Override
    public List<TypeSpec.Builder> types(Plan plan) {
        return plan.opaques().stream().map(OpaqueTypes::type).toList();
    }

    private static TypeSpec.Builder type(Plan.Opaque opaque) {
        MethodSpec.Builder constructor = MethodSpec.constructorBuilder()
                .addParameter(Api.FOREIGN_OPAQUE, "object")
                .addStatement("this.object = object");
        TypeSpec.Builder type = TypeSpec.classBuilder(opaque.name())
                .addModifiers(Modifier.PUBLIC, Modifier.FINAL)
                .addSuperinterface(AutoCloseable.class)
                .addAnnotation(Api.NULL_MARKED)
                .addJavadoc(Docs.of(opaque.declaration()
                        .doc()
                        .orElse("A `" + opaque.declaration().name() + "`, which only its library looks into.")))
                .addField(Api.FOREIGN_OPAQUE, "object", Modifier.FINAL);
        for (String region : opaque.regions()) {
            type.addField(Api.REGION, region, Modifier.FINAL);
            constructor.addParameter(Api.REGION, region).addStatement("this.$1N = $1N", region);
        }
        return type.addMethod(constructor.build())
                .addMethod(MethodSpec.methodBuilder("close")
                        .addModifiers(Modifier.PUBLIC)
                        .addAnnotation(Override.class)
                        .addJavadoc(
                                "Has the library end it, if it is the caller's own; one that the library lent is only"
                                        + " let go of. Nothing happens\nif it is closed already.\n\n")
                        .addJavadoc(
                                "@throws $T while another value of the library's borrows from it\n", Api.OBJECT_BUSY)
                        .addStatement("object.close()")
                        .build())
                .addMethod(MethodSpec.methodBuilder("toString")
                        .addModifiers(Modifier.PUBLIC)
                        .addAnnotation(Override.class)
                        .returns(String.class)
                        .addStatement("return object.toString()")
                        .build());
    }
}
