package org.rdylib.codegen.java;

import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeSpec;
import java.util.List;
import javax.lang.model.element.Modifier;
import org.rdylib.codegen.java.plan.Api;
import org.rdylib.codegen.java.plan.Plan;
import org.rdylib.codegen.java.plan.Rule;
import org.rdylib.codegen.java.value.Marshalling;

/** The class that reads the descriptor's values from memory and writes them there. */
final class MemoryClass implements Rule {
    private final Marshalling marshalling;

    MemoryClass(Marshalling marshalling) {
        this.marshalling = marshalling;
    }

    @Override
    public List<TypeSpec.Builder> types(Plan plan) {
        List<MethodSpec> methods = marshalling.methods();
        if (methods.isEmpty()) {
            return List.of();
        }
        return List.of(TypeSpec.classBuilder(plan.names().memory())
                .addModifiers(Modifier.FINAL)
                .addAnnotation(Api.NULL_MARKED)
                .addJavadoc(
                        "How the values of $L lie in memory.\n",
                        plan.checked().descriptor().library())
                .addMethod(MethodSpec.constructorBuilder()
                        .addModifiers(Modifier.PRIVATE)
                        .build())
                .addMethods(methods));
    }
}
