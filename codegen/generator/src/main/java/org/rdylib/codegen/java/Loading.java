package org.rdylib.codegen.java;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import java.util.List;
import javax.lang.model.element.Modifier;

/** The methods that load a library. */
final class Loading {
    private Loading() {}

    static List<MethodSpec> methods(Plan plan) {
        boolean hasImports = !plan.imports().isEmpty();
        CodeBlock imports = hasImports
                ? CodeBlock.of(
                        "library -> $T.of(library, imports)", plan.names().imported())
                : CodeBlock.of("_ -> $T.of()", Api.LIST);
        MethodSpec shorter = load(plan)
                .addJavadoc("Loads the library, which stays for the life of the process.\n\n")
                .addJavadoc(THROWS)
                .addStatement(
                        hasImports ? "return load(file,$Wimports,$W$T.NEVER)" : "return load(file,$W$T.NEVER)",
                        Api.UNLOAD)
                .build();
        MethodSpec longer = load(plan)
                .addParameter(Api.UNLOAD, "unload")
                .addJavadoc("Loads the library, once its descriptor is found to fit this class.\n\n")
                .addJavadoc(
                        "@param unload whether closing it unloads it, which decides what {@code 'static} may mean\n")
                .addJavadoc(THROWS)
                .addJavadoc(THROWS_POLICY)
                .addStatement(
                        "return new $T($T.load(file,$W$T.HOST,$Wunload,$W$L))",
                        plan.names().library(),
                        Api.LIBRARY,
                        plan.names().descriptor(),
                        imports)
                .build();
        return List.of(shorter, longer);
    }

    private static final CodeBlock THROWS = CodeBlock.of("""
        @throws $T if the file cannot be read, or is no library with a descriptor
        @throws $T if its descriptor does not fit this class; nothing of it has run then
        @throws $T if the system cannot link it
        """, Api.MALFORMED, Api.INCOMPATIBLE, Api.UNLINKABLE);

    private static final CodeBlock THROWS_POLICY =
            CodeBlock.of("@throws $T if it is to be isolated, which cannot be done yet\n", Api.UNLOAD_POLICY);

    private static MethodSpec.Builder load(Plan plan) {
        MethodSpec.Builder load = MethodSpec.methodBuilder("load")
                .addModifiers(Modifier.PUBLIC, Modifier.STATIC)
                .returns(plan.names().library())
                .addParameter(Api.PATH, "file");
        return plan.imports().isEmpty() ? load : load.addParameter(plan.names().imports(), "imports");
    }
}
