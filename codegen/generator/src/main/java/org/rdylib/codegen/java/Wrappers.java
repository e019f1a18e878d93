package org.rdylib.codegen.java;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeSpec;
import java.util.List;
import javax.lang.model.element.Modifier;
import org.rdylib.codegen.java.plan.Api;

/** What the classes have in common that stand for something of the library's: it, and the regions of its lifetimes. */
final class Wrappers {
    private Wrappers() {}

    /**
     * Adds the fields and the constructor.
     *
     * @param handle the class of what it stands for
     * @param field the modifiers of the fields
     */
    static TypeSpec.Builder holding(TypeSpec.Builder type, ClassName handle, List<String> regions, Modifier... field) {
        MethodSpec.Builder constructor =
                MethodSpec.constructorBuilder().addParameter(handle, "object").addStatement("this.object = object");
        type.addField(handle, "object", field);
        for (String region : regions) {
            type.addField(Api.REGION, region, field);
            constructor.addParameter(Api.REGION, region).addStatement("this.$1N = $1N", region);
        }
        return type.addMethod(constructor.build());
    }

    static MethodSpec.Builder close() {
        return MethodSpec.methodBuilder("close")
                .addModifiers(Modifier.PUBLIC)
                .addAnnotation(Override.class)
                .addStatement("object.close()");
    }

    static MethodSpec description() {
        return MethodSpec.methodBuilder("toString")
                .addModifiers(Modifier.PUBLIC)
                .addAnnotation(Override.class)
                .returns(String.class)
                .addStatement("return object.toString()")
                .build();
    }
}
