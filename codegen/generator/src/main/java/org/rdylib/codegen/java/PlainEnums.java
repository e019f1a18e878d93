package org.rdylib.codegen.java;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import java.util.List;
import javax.lang.model.element.Modifier;
import org.rdylib.codegen.java.plan.Api;
import org.rdylib.codegen.java.plan.Plan;
import org.rdylib.codegen.java.plan.Rule;
import org.rdylib.spec.Evolution;
import org.rdylib.spec.ScalarKind;

/** A Java enum for each enum without payloads. */
final class PlainEnums implements Rule {
    @Override
    public List<TypeSpec.Builder> types(Plan plan) {
        return plan.plainEnums().stream()
                .map(declared -> declared.declaration().evolution() == Evolution.APPEND
                        ? growing(plan, declared)
                        : constants(TypeSpec.enumBuilder(declared.name()), declared)
                                .addModifiers(Modifier.PUBLIC)
                                .addAnnotation(Api.NULL_MARKED)
                                .addJavadoc(Docs.of(declared.declaration().doc())))
                .toList();
    }

    /** A newer library may have values of which this version has no constant. */
    private static TypeSpec.Builder growing(Plan plan, Plan.PlainEnum declared) {
        return TypeSpec.interfaceBuilder(declared.name())
                .addModifiers(Modifier.PUBLIC, Modifier.SEALED)
                .addAnnotation(Api.NULL_MARKED)
                .addJavadoc(Docs.of(declared.declaration().doc()))
                .addType(constants(TypeSpec.enumBuilder(plan.names().known(declared.declaration())), declared)
                        .addModifiers(Modifier.PUBLIC, Modifier.STATIC)
                        .addSuperinterface(declared.name())
                        .addJavadoc("What this version knows.\n")
                        .build())
                .addType(unknown(plan, declared));
    }

    private static TypeSpec unknown(Plan plan, Plan.PlainEnum declared) {
        ScalarKind repr = declared.declaration().repr();
        CodeBlock known = declared.constants().stream()
                .map(constant -> CodeBlock.of(",$W$LL", constant.discriminant().longValue()))
                .collect(CodeBlock.joining(""));
        return TypeSpec.recordBuilder(plan.names().unknown(declared.declaration()))
                .addModifiers(Modifier.PUBLIC, Modifier.STATIC)
                .addSuperinterface(declared.name())
                .addJavadoc("What this version does not know: its number, and of a {@code u64} the same bits.\n")
                .recordConstructor(MethodSpec.constructorBuilder()
                        .addParameter(TypeName.LONG, "discriminant")
                        .build())
                .addMethod(MethodSpec.compactConstructorBuilder()
                        .addModifiers(Modifier.PUBLIC)
                        .addJavadoc(
                                "A value.\n\n@throws $T if it is known, or out of the range of {@code $L}\n",
                                IllegalArgumentException.class,
                                repr.spelling())
                        .addStatement(
                                "$T.requireUnknown($S,$Wdiscriminant,$W$LL,$W$LL$L)",
                                Api.COPIES,
                                declared.name().simpleName(),
                                least(repr),
                                greatest(repr),
                                known)
                        .build())
                .build();
    }

    private static long least(ScalarKind repr) {
        return switch (repr) {
            case I8 -> Byte.MIN_VALUE;
            case I16 -> Short.MIN_VALUE;
            case I32 -> Integer.MIN_VALUE;
            case U8, U16, U32 -> 0;
            case ScalarKind _ -> Long.MIN_VALUE;
        };
    }

    private static long greatest(ScalarKind repr) {
        return switch (repr) {
            case I8 -> Byte.MAX_VALUE;
            case I16 -> Short.MAX_VALUE;
            case I32 -> Integer.MAX_VALUE;
            case U8 -> 0xFF;
            case U16 -> 0xFFFF;
            case U32 -> 0xFFFF_FFFFL;
            case ScalarKind _ -> Long.MAX_VALUE;
        };
    }

    private static TypeSpec.Builder constants(TypeSpec.Builder type, Plan.PlainEnum declared) {
        declared.constants()
                .forEach(constant -> type.addEnumConstant(
                        constant.name(),
                        TypeSpec.anonymousClassBuilder("")
                                .addJavadoc(Docs.of(constant.doc()))
                                .build()));
        return type;
    }
}
