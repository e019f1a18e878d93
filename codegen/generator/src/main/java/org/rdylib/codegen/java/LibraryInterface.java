package org.rdylib.codegen.java;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeSpec;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;
import org.rdylib.codegen.java.plan.Api;
import org.rdylib.codegen.java.plan.JavaTypes;
import org.rdylib.codegen.java.plan.Names;
import org.rdylib.codegen.java.plan.Plan;
import org.rdylib.codegen.java.plan.Rule;
import org.rdylib.codegen.java.plan.Value;

/** The interface of the library: it is loaded through it, and has a method for each export. */
final class LibraryInterface implements Rule {
    private final Factories factories;

    LibraryInterface(Factories factories) {
        this.factories = factories;
    }

    @Override
    public List<TypeSpec.Builder> types(Plan plan) {
        JavaTypes types = new JavaTypes(plan.names());
        Names names = plan.names();
        TypeSpec.Builder type = TypeSpec.interfaceBuilder(names.library())
                .addModifiers(Modifier.PUBLIC)
                .addSuperinterface(AutoCloseable.class)
                .addAnnotation(Api.NULL_MARKED)
                .addJavadoc(Docs.of(plan.checked()
                        .descriptor()
                        .doc()
                        .orElse("The library `" + plan.checked().descriptor().library() + "`.")));
        Loading.methods(plan).forEach(type::addMethod);
        for (Plan.Export export : plan.exports()) {
            if (!export.function().chosen().isEmpty()) {
                type.addMethod(forLibrary(types, export.function()));
            }
            type.addMethod(Interfaces.declaration(types, export.function()).build());
            if (!export.presence().isEmpty()) {
                type.addMethod(presence(export));
            }
        }
        plan.callbacks(names.library()).forEach(callback -> type.addType(Interfaces.callback(types, callback)));
        factories.declarations().forEach(type::addMethod);
        type.addMethod(region()).addMethod(close()).addMethod(isUnloaded());
        if (!plan.imports().isEmpty()) {
            type.addType(imports(types, plan));
        }
        return List.of(type);
    }

    /** The same for the library's lifetime, which is what its callers commonly mean. */
    private static MethodSpec forLibrary(JavaTypes types, Plan.Function function) {
        CodeBlock arguments = Stream.concat(
                        function.chosen().stream().map(_ -> CodeBlock.of("region()")),
                        function.arguments().stream().map(argument -> CodeBlock.of("$N", argument.name())))
                .collect(CodeBlock.joining(",$W"));
        CodeBlock call = CodeBlock.of("$N($L)", function.name(), arguments);
        CodeBlock doc = Docs.of(function.settled());
        String lifetimes = function.chosen().stream()
                .map(chosen -> "{@code " + chosen.lifetime() + "}")
                .collect(Collectors.joining(", "));
        return types.signature(function.settled())
                .addModifiers(Modifier.PUBLIC, Modifier.DEFAULT)
                .addJavadoc(
                        "$L$LAs long as the library: {@code 'dylib} for $L.\n",
                        doc,
                        doc.isEmpty() ? "" : "\n<p>",
                        lifetimes)
                .addStatement(function.result() instanceof Value.Unit ? call : CodeBlock.of("return $L", call))
                .build();
    }

    private static MethodSpec presence(Plan.Export export) {
        return declaration(export.presence())
                .returns(boolean.class)
                .addJavadoc(
                        "Whether the library has {@link #$L}, which is optional.\n",
                        export.function().name())
                .build();
    }

    private static MethodSpec region() {
        return declaration("region")
                .returns(Api.REGION)
                .addJavadoc("The lifetime of the library, {@code 'dylib}. It has no end unless the library may be"
                        + " unloaded.\n")
                .build();
    }

    private static MethodSpec close() {
        return declaration("close")
                .addAnnotation(Override.class)
                .addJavadoc(
                        "Refuses every further call, and unloads the library if it may be unloaded. Nothing happens if"
                                + " it is closed already.\n\n")
                .addJavadoc(
                        "<p>One that stays ({@link $T#NEVER}) is not shut down: threads of its own run on, and may go"
                                + " on calling Java.\n\n",
                        Api.UNLOAD)
                .addJavadoc("""
                    @throws $T if it may be unloaded but is in use: by a call on whichever thread,
                        an object that is not closed, a region that something of it belongs to
                    """, Api.LIBRARY_IN_USE)
                .build();
    }

    private static MethodSpec isUnloaded() {
        return declaration("isUnloaded")
                .returns(boolean.class)
                .addJavadoc("Whether it was unloaded and the system has let go of it. Not if the same file is loaded"
                        + " otherwise, or if the library\nholds on to the process.\n")
                .build();
    }

    private static MethodSpec.Builder declaration(String name) {
        return MethodSpec.methodBuilder(name).addModifiers(Modifier.PUBLIC, Modifier.ABSTRACT);
    }

    private static TypeSpec imports(JavaTypes types, Plan plan) {
        TypeSpec.Builder type = TypeSpec.interfaceBuilder(plan.names().imports())
                .addModifiers(Modifier.PUBLIC, Modifier.STATIC)
                .addJavadoc("What the host provides to the library.\n");
        plan.imports()
                .forEach(imported -> type.addMethod(
                        Interfaces.declaration(types, imported.function()).build()));
        return type.build();
    }
}
