package org.rdylib.codegen.java;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import java.util.List;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;
import org.rdylib.codegen.java.plan.Api;
import org.rdylib.codegen.java.plan.Plan;
import org.rdylib.codegen.java.value.Nulls;
import org.rdylib.spec.Convention;

/** The methods that load a library. */
final class Loading {
    private static final String TRUSTED = "loadTrusted";

    private Loading() {}

    static List<MethodSpec> methods(Plan plan) {
        boolean hasImports = !plan.imports().isEmpty();
        CodeBlock imports = hasImports
                ? CodeBlock.of(
                        ",$Wlibrary -> $T.of(library, imports)", plan.names().imported())
                : CodeBlock.of("");
        MethodSpec shorter = load(plan)
                .addJavadoc("Loads the library, which stays for the life of the process.\n\n")
                .addJavadoc(THROWS)
                .addStatement(
                        hasImports ? "return load(file,$Wimports,$W$T.NEVER)" : "return load(file,$W$T.NEVER)",
                        Api.UNLOAD)
                .build();
        MethodSpec longer = load(plan)
                .addParameter(Api.UNLOAD, "unload")
                .addJavadoc("Loads the library, once its descriptor is found to fit these stubs.\n\n")
                .addJavadoc(UNLOAD_PARAMETER)
                .addJavadoc(THROWS)
                .addJavadoc(THROWS_POLICY)
                .addCode(hasImports ? Nulls.refuse("imports", "load(imports)") : CodeBlock.of(""))
                .addStatement(
                        "return new $T($T.load(file,$W$T.HOST,$Wunload$L))",
                        plan.names().stub(),
                        Api.LIBRARY,
                        plan.names().descriptor(),
                        imports)
                .build();
        if (!isOfC(plan)) {
            return List.of(shorter, longer);
        }
        return Stream.concat(Stream.of(shorter, longer), trusted(plan)).toList();
    }

    private static Stream<MethodSpec> trusted(Plan plan) {
        MethodSpec shorter = load(plan, TRUSTED)
                .addJavadoc(
                        "Loads a library that has no descriptor, and stays for the life of the process. It is taken to"
                                + " keep to the descriptor of these\n"
                                + "stubs, which nobody can check: if it does not, the process may crash.\n\n")
                .addJavadoc(THROWS_TRUSTED)
                .addStatement("return $L(file,$W$T.NEVER)", TRUSTED, Api.UNLOAD)
                .build();
        MethodSpec longer = load(plan, TRUSTED)
                .addParameter(Api.UNLOAD, "unload")
                .addJavadoc("Loads a library that has no descriptor, and takes it to keep to the one of these stubs."
                        + " Nobody can check that it does:\nif it does not, the process may crash.\n\n")
                .addJavadoc(UNLOAD_PARAMETER)
                .addJavadoc(THROWS_TRUSTED)
                .addJavadoc(
                        "@throws $T if a library of this descriptor may not be loaded under {@code unload}\n",
                        Api.INCOMPATIBLE)
                .addJavadoc(THROWS_POLICY)
                .addStatement(
                        "return new $T($T.loadTrusted(file,$W$T.HOST,$Wunload))",
                        plan.names().stub(),
                        Api.LIBRARY,
                        plan.names().descriptor())
                .build();
        return Stream.of(shorter, longer);
    }

    private static final String UNLOAD_PARAMETER =
            "@param unload whether closing it unloads it, which decides what {@code 'static} may mean\n";

    private static final CodeBlock THROWS = CodeBlock.of("""
        @throws $T if the file cannot be read, or is no library with a descriptor
        @throws $T if its descriptor does not fit these stubs; nothing of it has run then
        @throws $T if the system cannot link it
        """, Api.MALFORMED, Api.INCOMPATIBLE, Api.UNLINKABLE);

    private static final CodeBlock THROWS_TRUSTED = CodeBlock.of("""
        @throws $T if the file cannot be read, or has a descriptor
        @throws $T if the system cannot link it, or a symbol is missing
        """, Api.MALFORMED, Api.UNLINKABLE);

    /** Whether it may have been written by somebody who never heard of descriptors. */
    private static boolean isOfC(Plan plan) {
        return plan.imports().isEmpty()
                && !plan.exports().isEmpty()
                && plan.exports().stream()
                        .allMatch(export -> export.function().signature().convention() == Convention.C);
    }

    private static final CodeBlock THROWS_POLICY =
            CodeBlock.of("@throws $T if it is to be isolated, which cannot be done yet\n", Api.UNLOAD_POLICY);

    private static MethodSpec.Builder load(Plan plan) {
        return load(plan, "load");
    }

    private static MethodSpec.Builder load(Plan plan, String name) {
        MethodSpec.Builder load = MethodSpec.methodBuilder(name)
                .addModifiers(Modifier.PUBLIC, Modifier.STATIC)
                .returns(plan.names().library())
                .addParameter(Api.PATH, "file");
        return plan.imports().isEmpty() ? load : load.addParameter(plan.names().imports(), "imports");
    }
}
