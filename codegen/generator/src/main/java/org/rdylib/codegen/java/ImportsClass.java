package org.rdylib.codegen.java;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import javax.lang.model.element.Modifier;
import org.rdylib.codegen.java.call.Carriers;
import org.rdylib.codegen.java.call.Entries;
import org.rdylib.codegen.java.call.PlainUpcallBody;
import org.rdylib.codegen.java.call.UpcallBody;
import org.rdylib.codegen.java.plan.Api;
import org.rdylib.codegen.java.plan.Lifetimes;
import org.rdylib.codegen.java.plan.Names;
import org.rdylib.codegen.java.plan.Plan;
import org.rdylib.codegen.java.plan.Rule;
import org.rdylib.codegen.java.value.Marshalling;

/** How the library calls what the host provides. */
final class ImportsClass implements Rule {
    /** What every entry is bound to. */
    private static final List<String> TARGET = List.of("library", "imports");

    private static final CodeBlock ENTER = CodeBlock.of("$T.enter(library)", Api.UPCALL);

    private static final Map<String, CodeBlock> REGIONS = Map.of(Lifetimes.DYLIB, CodeBlock.of("library.region()"));

    private static final PlainUpcallBody.Callee PLAIN = new PlainUpcallBody.Callee(
            ENTER,
            CodeBlock.of(""),
            CodeBlock.of(""),
            CodeBlock.of("imports"),
            REGIONS,
            BigInteger.ZERO,
            CodeBlock.of(""));

    private final UpcallBody bodies;
    private final PlainUpcallBody plain;

    ImportsClass(Plan plan, Marshalling marshalling) {
        this.bodies = new UpcallBody(plan, marshalling);
        this.plain = new PlainUpcallBody(bodies, marshalling);
    }

    @Override
    public List<TypeSpec.Builder> types(Plan plan) {
        if (plan.imports().isEmpty()) {
            return List.of();
        }
        Names names = plan.names();
        MethodSpec.Builder of = MethodSpec.methodBuilder("of")
                .addModifiers(Modifier.STATIC)
                .returns(ParameterizedTypeName.get(Api.LIST, Api.IMPORT_FUNCTION))
                .addParameter(Api.LIBRARY, "library")
                .addParameter(names.imports(), "imports")
                .addStatement("$1T.Lookup lookup = $1T.lookup()", Api.METHOD_HANDLES);
        TypeSpec.Builder type = TypeSpec.classBuilder(names.imported())
                .addModifiers(Modifier.FINAL)
                .addAnnotation(Api.NULL_MARKED)
                .addJavadoc("How the library calls what the host provides.\n")
                .addMethod(MethodSpec.constructorBuilder()
                        .addModifiers(Modifier.PRIVATE)
                        .build());
        CodeBlock functions = plan.imports().stream()
                .map(imported -> function(names, imported))
                .collect(CodeBlock.joining(",\n"));
        type.addMethod(
                of.addCode("return $T.of(\n$>$>$L$<$<);\n", Api.LIST, functions).build());
        plan.imports().forEach(imported -> type.addMethod(method(names.imports(), imported)));
        return List.of(type);
    }

    /** Methods of the interface may be called {@code of}; the underscore keeps its helper apart from theirs. */
    private static String entry(Plan.Import imported) {
        return imported.function().name().equals("of")
                ? "of_"
                : imported.function().name();
    }

    private CodeBlock function(Names names, Plan.Import imported) {
        UpcallBody.Native shape = bodies.shape(imported.function(), TARGET);
        CodeBlock descriptor = Carriers.descriptor(bodies.results(imported.function()), shape.carriers());
        return CodeBlock.of(
                "$T.of($S,$Wlookup,$W$L,$Wlibrary,$W$T.class,$Wimports)",
                Api.IMPORT_FUNCTION,
                imported.name(),
                Entries.ofImport(entry(imported), descriptor, imported.function()),
                names.imports());
    }

    private MethodSpec method(ClassName imports, Plan.Import imported) {
        UpcallBody.Native shape = bodies.shape(imported.function(), TARGET);
        return MethodSpec.methodBuilder(entry(imported))
                .addModifiers(Modifier.STATIC)
                .returns(result(imported))
                .addParameter(Api.LIBRARY, "library")
                .addParameter(imports, "imports")
                .addParameters(shape.parameters())
                .addCode(
                        imported.function().isPlain()
                                ? plain.body(imported.function(), shape, PLAIN)
                                : bodies.body(
                                        imported.function(),
                                        shape,
                                        ENTER,
                                        CodeBlock.of(""),
                                        CodeBlock.of("imports"),
                                        REGIONS))
                .build();
    }

    private TypeName result(Plan.Import imported) {
        return Carriers.returned(bodies.results(imported.function()));
    }
}
