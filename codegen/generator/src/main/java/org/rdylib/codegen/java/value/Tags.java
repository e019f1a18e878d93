package org.rdylib.codegen.java.value;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import org.rdylib.codegen.java.plan.Api;
import org.rdylib.codegen.java.plan.Env;
import org.rdylib.codegen.java.plan.Names;
import org.rdylib.codegen.java.plan.Value;
import org.rdylib.spec.Evolution;
import org.rdylib.spec.ScalarKind;
import org.rdylib.spec.TypeDeclaration;
import org.rdylib.spec.Variant;

/** Enums without payloads: from a discriminant to a constant, and back. */
public final class Tags {
    private final Names names;
    private final Helpers helpers;

    Tags(Names names, Helpers helpers) {
        this.names = names;
        this.helpers = helpers;
    }

    /** The constant of a discriminant, an {@code int} or, of a wide enum, a {@code long}. */
    public CodeBlock decode(Value.PlainEnum value, CodeBlock tag, Env env) {
        CodeBlock name = helpers.method("decode", value, env, (method, _) -> decoder(value, method));
        return CodeBlock.of("$L($L,$W$L)", name, tag, env.place());
    }

    /** The discriminant of a constant. */
    public CodeBlock encode(Value.PlainEnum value, CodeBlock constant, Env env) {
        return CodeBlock.of(
                "$L($L)", helpers.method("encode", value, env, (method, _) -> encoder(value, method)), constant);
    }

    private MethodSpec.Builder decoder(Value.PlainEnum value, MethodSpec.Builder method) {
        var type = names.type(value.declaration().name());
        var constants = names.variants(value.declaration());
        ScalarKind repr = value.declaration().repr();
        ClassName known = known(value.declaration());
        method.returns(type).addParameter(carrier(repr), "tag").addParameter(String.class, "place");
        boolean wide = Scalars.isLong(repr);
        if (!wide) {
            method.addCode("return switch (tag) {\n$>");
        }
        for (Variant variant : value.declaration().variants()) {
            CodeBlock tag = Scalars.tag(repr, variant.discriminant());
            String constant = constants.get(variant.name());
            if (wide) {
                method.beginControlFlow("if (tag == $L)", tag)
                        .addStatement("return $T.$N", known, constant)
                        .endControlFlow();
            } else {
                method.addCode("case $L -> $T.$N;\n", tag, known, constant);
            }
        }
        boolean grows = grows(value.declaration());
        CodeBlock unknown = grows
                ? CodeBlock.of(
                        "new $T($L)",
                        type.nestedClass(names.unknown(value.declaration())),
                        Scalars.unsignedTag(repr, CodeBlock.of("tag")))
                : CodeBlock.of(
                        "throw $T.unknownTag(tag, $S, place)",
                        Api.VALUES,
                        value.declaration().name());
        return wide
                ? method.addStatement("$L$L", grows ? "return " : "", unknown)
                : method.addCode("default -> $L;\n", unknown).addCode("$<};\n");
    }

    private MethodSpec.Builder encoder(Value.PlainEnum value, MethodSpec.Builder method) {
        var constants = names.variants(value.declaration());
        ScalarKind repr = value.declaration().repr();
        method.returns(carrier(repr))
                .addParameter(names.type(value.declaration().name()), "value")
                .addCode("return switch (value) {\n$>");
        boolean grows = grows(value.declaration());
        ClassName known = known(value.declaration());
        for (Variant variant : value.declaration().variants()) {
            CodeBlock constant = CodeBlock.of("$N", constants.get(variant.name()));
            method.addCode(
                    "case $L -> $L;\n",
                    grows ? CodeBlock.of("$T.$L", known, constant) : constant,
                    Scalars.tag(repr, variant.discriminant()));
        }
        if (grows) {
            ClassName unknown = names.type(value.declaration().name()).nestedClass(names.unknown(value.declaration()));
            method.addCode("case $T it -> $Lit.discriminant();\n", unknown, Scalars.isLong(repr) ? "" : "(int) ");
        }
        return method.addCode("$<};\n");
    }

    private static boolean grows(TypeDeclaration.Enum declaration) {
        return declaration.evolution() == Evolution.APPEND;
    }

    /** The enum that has the constants. */
    private ClassName known(TypeDeclaration.Enum declaration) {
        return grows(declaration) ? names.known(declaration) : names.type(declaration.name());
    }

    private static TypeName carrier(ScalarKind repr) {
        return Scalars.isLong(repr) ? TypeName.LONG : TypeName.INT;
    }
}
