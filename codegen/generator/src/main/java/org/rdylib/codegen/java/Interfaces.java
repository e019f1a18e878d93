package org.rdylib.codegen.java;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeSpec;
import java.util.List;
import javax.lang.model.element.Modifier;
import org.rdylib.codegen.java.plan.Api;
import org.rdylib.codegen.java.plan.Callback;
import org.rdylib.codegen.java.plan.JavaTypes;
import org.rdylib.codegen.java.plan.Plan;
import org.rdylib.codegen.java.plan.Rule;

/** A Java interface for each interface. */
final class Interfaces implements Rule {
    @Override
    public List<TypeSpec.Builder> types(Plan plan) {
        JavaTypes types = new JavaTypes(plan.names());
        return plan.interfaces().stream()
                .map(declared -> type(plan, types, declared))
                .toList();
    }

    private static TypeSpec.Builder type(Plan plan, JavaTypes types, Plan.Interface declared) {
        TypeSpec.Builder type = TypeSpec.interfaceBuilder(declared.name())
                .addModifiers(Modifier.PUBLIC)
                .addSuperinterface(AutoCloseable.class)
                .addAnnotation(Api.NULL_MARKED)
                .addJavadoc(Docs.of(declared.doc()));
        for (Plan.Function method : declared.methods()) {
            type.addMethod(declaration(types, method).build());
        }
        for (int i = 0; i < declared.methods().size(); i++) {
            String presence = declared.presence().get(i);
            if (!presence.isEmpty()) {
                type.addMethod(presence(presence, declared.methods().get(i), plan.isImplemented(declared)));
            }
        }
        plan.callbacks(declared.name()).forEach(callback -> type.addType(callback(types, callback)));
        return type.addMethod(MethodSpec.methodBuilder("close")
                .addModifiers(Modifier.PUBLIC, Modifier.ABSTRACT)
                .addAnnotation(Override.class)
                .addJavadoc("Drops the object. Nothing happens if it is dropped already.\n")
                .build());
    }

    /** The method that tells whether an object has another. */
    private static MethodSpec presence(String name, Plan.Function method, boolean isImplemented) {
        MethodSpec.Builder presence = MethodSpec.methodBuilder(name)
                .addModifiers(Modifier.PUBLIC, Modifier.DEFAULT)
                .returns(boolean.class)
                .addJavadoc("Whether the object has {@link #$L}, which is optional.\n", method.name());
        if (isImplemented) {
            presence.addJavadoc(
                    "\n<p>One of yours is asked each time that it is passed to the library, which sees it without"
                            + " the\nmethod where it answers {@code false}.\n");
        }
        return presence.addStatement("return true").build();
    }

    /** The abstract method for a function. */
    static MethodSpec.Builder declaration(JavaTypes types, Plan.Function function) {
        MethodSpec.Builder method = types.signature(function).addJavadoc(Docs.of(function));
        return method.addModifiers(Modifier.PUBLIC, Modifier.ABSTRACT);
    }

    /** The functional interface of a closure type. */
    static TypeSpec callback(JavaTypes types, Callback callback) {
        TypeSpec.Builder type = TypeSpec.interfaceBuilder(callback.name())
                .addModifiers(Modifier.PUBLIC, Modifier.STATIC)
                .addAnnotation(FunctionalInterface.class)
                .addJavadoc(doc(callback))
                .addMethod(declaration(types, callback.function()).build());
        if (callback.owned()) {
            type.addSuperinterface(AutoCloseable.class)
                    .addMethod(MethodSpec.methodBuilder("close")
                            .addModifiers(Modifier.PUBLIC, Modifier.DEFAULT)
                            .addAnnotation(Override.class)
                            .addJavadoc("The library drops what it was given; Java drops what the library gave.\n")
                            .build());
        }
        return type.build();
    }

    private static CodeBlock doc(Callback callback) {
        if (callback.method().isEmpty()) {
            return CodeBlock.of("What {@code $L} means.\n", callback.place());
        }
        return callback.parameter().isEmpty()
                ? CodeBlock.of("What {@link $L} gives.\n", callback.method())
                : CodeBlock.of("The {@code $L} of {@link $L}.\n", callback.parameter(), callback.method());
    }
}
