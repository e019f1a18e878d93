package org.rdylib.codegen.java;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.lang.model.element.Modifier;

/** The class of the library: it is loaded through it, and has a method for each export. */
final class LibraryClass implements Rule {
    private final DowncallBody bodies;
    private final Factories factories;

    LibraryClass(DowncallBody bodies, Factories factories) {
        this.bodies = bodies;
        this.factories = factories;
    }

    @Override
    public List<TypeSpec.Builder> types(Plan plan) {
        JavaTypes types = new JavaTypes(plan.names());
        Names names = plan.names();
        Map<String, String> fields = fields(plan);
        TypeSpec.Builder type = TypeSpec.classBuilder(names.library())
                .addModifiers(Modifier.PUBLIC, Modifier.FINAL)
                .addSuperinterface(AutoCloseable.class)
                .addAnnotation(Api.NULL_MARKED)
                .addJavadoc(Docs.of(plan.checked()
                        .descriptor()
                        .doc()
                        .orElse("The library `" + plan.checked().descriptor().library() + "`.")))
                .addField(Api.LIBRARY, "library", Modifier.PRIVATE, Modifier.FINAL);
        fields.values()
                .forEach(
                        field -> type.addField(FieldSpec.builder(TypeName.LONG, field, Modifier.PRIVATE, Modifier.FINAL)
                                .build()));
        type.addMethod(constructor(fields));
        Loading.methods(plan).forEach(type::addMethod);
        for (Plan.Export export : plan.exports()) {
            String field = fields.getOrDefault(export.name(), export.name());
            type.addMethod(method(plan, types, export, field));
            if (!export.presence().isEmpty()) {
                type.addMethod(presence(export, field));
            }
        }
        plan.callbacks(names.library()).forEach(callback -> type.addType(Interfaces.callback(types, callback)));
        factories.methods(taken(plan)).forEach(type::addMethod);
        type.addMethod(region()).addMethod(close()).addMethod(isUnloaded());
        if (!plan.imports().isEmpty()) {
            type.addType(imports(types, plan));
        }
        return List.of(type);
    }

    /** The field for each export's address, by the export's name. */
    private static Map<String, String> fields(Plan plan) {
        Scope scope = Scope.of(Set.of("library"));
        Map<String, String> fields = new LinkedHashMap<>();
        plan.exports()
                .forEach(export ->
                        fields.put(export.name(), scope.claim(export.function().name())));
        return fields;
    }

    private static Set<String> taken(Plan plan) {
        Set<String> taken = new HashSet<>(Identifiers.OF_OBJECT);
        taken.addAll(Names.OF_LIBRARY);
        plan.exports().forEach(export -> taken.addAll(List.of(export.function().name(), export.presence())));
        return taken;
    }

    private static MethodSpec constructor(Map<String, String> fields) {
        MethodSpec.Builder constructor = MethodSpec.constructorBuilder()
                .addModifiers(Modifier.PRIVATE)
                .addParameter(Api.LIBRARY, "library")
                .addStatement("this.library = library");
        fields.forEach(
                (export, field) -> constructor.addStatement("this.$N = library.function($S).address()", field, export));
        return constructor.build();
    }

    private static CodeBlock enter(Effort effort, CodeBlock library, CodeBlock present, boolean leaf) {
        return switch (effort) {
            case FRAME -> DowncallBody.frame(CodeBlock.of("$L.enter()", present));
            case MEMORY ->
                CodeBlock.builder()
                        .addStatement("$T frame = $L.memory()", Api.CALL_MEMORY, library)
                        .addStatement("long mark = $L.enter(frame)", present)
                        .build();
            case NOTHING ->
                CodeBlock.builder()
                        .addStatement("int mark = $L.$L()", present, leaf ? "beginLeaf" : "begin")
                        .build();
        };
    }

    private static CodeBlock leave(Effort effort, CodeBlock library) {
        CodeBlock left = switch (effort) {
            case FRAME -> CodeBlock.of("frame.close()");
            case MEMORY -> CodeBlock.of("$L.leave(frame, mark)", library);
            case NOTHING -> CodeBlock.of("$L.end(mark)", library);
        };
        return CodeBlock.builder().addStatement(left).build();
    }

    private MethodSpec method(Plan plan, JavaTypes types, Plan.Export export, String field) {
        Plan.Function function = export.function();
        CodeBlock library = function.field("library");
        CodeBlock present = export.presence().isEmpty()
                ? library
                : CodeBlock.of("$L.present($L, $S)", library, function.field(field), export.name());
        Effort effort = Effort.of(plan, export);
        DowncallBody.Callee callee = new DowncallBody.Callee(
                enter(effort, library, present, export.leaf()),
                leave(effort, library),
                CodeBlock.of("$T.ofAddress($L)", Api.SEGMENT, function.field(field)),
                List.of(),
                library,
                Map.of(),
                Optional.empty(),
                export.leaf(),
                export.c(),
                plan.isCalledByC() && !export.leaf());
        return Interfaces.signature(types, function)
                .addModifiers(Modifier.PUBLIC)
                .addJavadoc(Docs.of(function))
                .addCode(bodies.body(function, callee))
                .build();
    }

    private static MethodSpec presence(Plan.Export export, String field) {
        return MethodSpec.methodBuilder(export.presence())
                .addModifiers(Modifier.PUBLIC)
                .returns(boolean.class)
                .addJavadoc(
                        "Whether the library has {@link #$L}, which is optional.\n",
                        export.function().name())
                .addStatement("return $N != 0", field)
                .build();
    }

    private static MethodSpec region() {
        return MethodSpec.methodBuilder("region")
                .addModifiers(Modifier.PUBLIC)
                .returns(Api.REGION)
                .addJavadoc("The lifetime of the library, {@code 'dylib}. It has no end unless the library may be"
                        + " unloaded.\n")
                .addStatement("return library.region()")
                .build();
    }

    private static MethodSpec close() {
        return MethodSpec.methodBuilder("close")
                .addModifiers(Modifier.PUBLIC)
                .addAnnotation(Override.class)
                .addJavadoc(
                        "Refuses every further call, and unloads the library if it may be unloaded. Nothing happens if"
                                + " it is closed already.\n\n")
                .addJavadoc("""
                    @throws $T if it may be unloaded but is in use: by a call on whichever thread,
                        an object that is not closed, a region that something of it belongs to
                    """, Api.LIBRARY_IN_USE)
                .addStatement("library.close()")
                .build();
    }

    private static MethodSpec isUnloaded() {
        return MethodSpec.methodBuilder("isUnloaded")
                .addModifiers(Modifier.PUBLIC)
                .returns(boolean.class)
                .addJavadoc("Whether it was unloaded and the system has let go of it. Not if the same file is loaded"
                        + " otherwise, or if the library\nholds on to the process.\n")
                .addStatement("return library.isUnloaded()")
                .build();
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
