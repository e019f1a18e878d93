package org.rdylib.codegen.java;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;
import org.rdylib.codegen.java.plan.Api;
import org.rdylib.codegen.java.plan.Literals;
import org.rdylib.codegen.java.plan.Plan;
import org.rdylib.codegen.java.plan.Rule;
import org.rdylib.spec.Severity;
import org.rdylib.spec.canonical.CanonicalForm;
import org.rdylib.verifier.Host;
import org.rdylib.verifier.Plugin;
import org.rdylib.verifier.Unload;
import org.rdylib.verifier.Verifier;

/** The class that holds what the stubs were generated from, for the loader to compare a library with. */
final class DescriptorClass implements Rule {
    /** As the loader's {@code HostDescriptor.dropOf} has it. */
    private static final String DROP_OF = "drop of ";

    private static final String ANNOTATIONS = "Annotations";

    private static final TypeName PARTS = ParameterizedTypeName.get(Api.LIST, ClassName.get(String.class));

    private static final int LINE = 90;

    /** A method of more lines would come near the limit of its own. */
    private static final int MOST_LINES = 3_000;

    private final CanonicalForm form;

    /** A class that holds {@code form}. */
    DescriptorClass(CanonicalForm form) {
        this.form = form;
    }

    @Override
    public List<TypeSpec.Builder> types(Plan plan) {
        CodeBlock fits = policies(plan).stream()
                .map(policy -> CodeBlock.of("$T.$N", Api.UNLOAD, policy.name()))
                .collect(CodeBlock.joining(",$W"));
        CodeBlock exports = Stream.concat(
                        plan.exports().stream()
                                .map(export -> symbol(
                                        export.name(),
                                        export.symbol(),
                                        export.presence().isEmpty() ? CodeBlock.of("") : CodeBlock.of(",$Wtrue"))),
                        plan.opaques().stream()
                                .map(Plan.Opaque::declaration)
                                .filter(opaque -> opaque.drop().isPresent())
                                .map(opaque -> symbol(
                                        DROP_OF + opaque.name(), opaque.drop().get(), CodeBlock.of(""))))
                .collect(CodeBlock.joining(",\n                "));
        CodeBlock imports = plan.imports().stream()
                .map(imported -> CodeBlock.of("$S", imported.name()))
                .collect(CodeBlock.joining(",$W"));
        CodeBlock described = CodeBlock.of(
                """
                super(
                        $1S,
                        $2S,
                        $3T.of($4L),
                        $5T.of(
                                $6L),
                        $5T.of($7L));
                """,
                plan.checked().descriptor().library(),
                HexFormat.of().formatHex(form.fingerprint()),
                Api.SET,
                fits,
                Api.LIST,
                exports,
                imports);
        return List.of(TypeSpec.classBuilder(plan.names().descriptor())
                .addModifiers(Modifier.FINAL)
                .superclass(Api.HOST_DESCRIPTOR)
                .addAnnotation(Api.NULL_MARKED)
                .addJavadoc("The descriptor that this package was generated from, and the policies under which it fits"
                        + " itself.\n")
                .addField(FieldSpec.builder(Api.HOST_DESCRIPTOR, "HOST", Modifier.STATIC, Modifier.FINAL)
                        .initializer("new $T()", plan.names().descriptor())
                        .build())
                .addMethod(MethodSpec.constructorBuilder()
                        .addModifiers(Modifier.PRIVATE)
                        .addCode(described)
                        .build())
                .addMethod(text("binding", form.binding())
                        .addAnnotation(Override.class)
                        .addModifiers(Modifier.PROTECTED)
                        .build())
                .addMethod(MethodSpec.methodBuilder("annotations")
                        .addAnnotation(Override.class)
                        .addModifiers(Modifier.PROTECTED)
                        .returns(PARTS)
                        .addStatement("return $N.text()", ANNOTATIONS)
                        .build())
                .addType(TypeSpec.classBuilder(ANNOTATIONS)
                        .addModifiers(Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL)
                        .addJavadoc("Of a class of its own, which is only loaded where a library's copy differs.\n")
                        .addMethod(MethodSpec.constructorBuilder()
                                .addModifiers(Modifier.PRIVATE)
                                .build())
                        .addMethod(text("text", form.annotations())
                                .addModifiers(Modifier.STATIC)
                                .build())
                        .build()));
    }

    private static CodeBlock symbol(String name, String symbol, CodeBlock optional) {
        return CodeBlock.of("new $T($S,$W$S$L)", Api.EXPORT_SYMBOL, name, symbol, optional);
    }

    /** The policies under which a library of exactly this descriptor may be loaded. */
    private static List<Unload> policies(Plan plan) {
        return Stream.of(Unload.NEVER, Unload.ALLOWED)
                .filter(policy -> Verifier.verify(
                                new Host<>(plan.checked()),
                                new Plugin<>(plan.checked()),
                                policy,
                                plan.sizes().layouts().target())
                        .findings()
                        .stream()
                        .noneMatch(finding -> finding.severity() == Severity.ERROR))
                .toList();
    }

    private static MethodSpec.Builder text(String name, String text) {
        int length = Math.clamp(text.length() / MOST_LINES, LINE, Literals.LONGEST);
        CodeBlock chunks = Literals.chunks(text, length).stream()
                .map(chunk -> CodeBlock.of("$L", Literals.of(chunk)))
                .collect(CodeBlock.joining(",\n"));
        return MethodSpec.methodBuilder(name).returns(PARTS).addCode("return $T.of(\n$>$>$L$<$<);\n", Api.LIST, chunks);
    }
}
