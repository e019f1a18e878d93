package org.rdylib.codegen.java.value;

import com.palantir.javapoet.CodeBlock;
import java.math.BigInteger;
import org.rdylib.codegen.java.plan.Api;
import org.rdylib.codegen.java.plan.Literals;
import org.rdylib.codegen.java.plan.Names;
import org.rdylib.codegen.java.plan.Value;
import org.rdylib.spec.Evolution;
import org.rdylib.spec.ScalarKind;
import org.rdylib.spec.TypeDeclaration;

/** The Java values of what missing fields are taken for. */
final class DefaultValues {
    private final Names names;

    DefaultValues(Names names) {
        this.names = names;
    }

    /**
     * The expression for a default.
     *
     * @param text as a checked descriptor spells it
     */
    CodeBlock of(Value value, String text) {
        return switch (value) {
            case Value.Scalar s -> scalar(s.kind(), text);
            case Value.Wide _ -> CodeBlock.of("new $T($S)", BigInteger.class, text);
            case Value.Text _ -> CodeBlock.of("$T.constant($L)", Api.VIEWS, Literals.text(text));
            case Value.Option _ -> CodeBlock.of("$T.empty()", Api.OPTIONAL);
            case Value.PlainEnum e -> constant(e.declaration(), text);
            case Value.Composite(TypeDeclaration.Enum e, var _, var _, var _, var _, var _, var _) ->
                CodeBlock.of("new $T()", names.type(e.name()).nestedClass(variant(e, text)));
            case Value other -> throw new IllegalArgumentException(other.at() + ": no default");
        };
    }

    private String variant(TypeDeclaration.Enum declaration, String variant) {
        return names.variants(declaration).getOrDefault(variant, variant);
    }

    private CodeBlock constant(TypeDeclaration.Enum declaration, String variant) {
        return CodeBlock.of(
                "$T.$N",
                declaration.evolution() == Evolution.APPEND ? names.known(declaration) : names.type(declaration.name()),
                variant(declaration, variant));
    }

    private static CodeBlock scalar(ScalarKind kind, String text) {
        return switch (kind) {
            case BOOL -> CodeBlock.of("$L", text);
            case CHAR -> CodeBlock.of("0x$L", Integer.toHexString(text.codePointAt(0)));
            case F32 -> CodeBlock.of("$Lf", text);
            case F64 -> CodeBlock.of("$Ld", text);
            case I8 -> CodeBlock.of("(byte) $L", text);
            case I16 -> CodeBlock.of("(short) $L", text);
            case U8, U16, I32 -> CodeBlock.of("$L", text);
            case U32, I64, U64, ISIZE, USIZE -> CodeBlock.of("$LL", new BigInteger(text).longValue());
            case U128, I128 -> throw new IllegalArgumentException(kind.spelling() + " has been refused");
            case C_CHAR, C_SCHAR, C_UCHAR, C_SHORT, C_USHORT, C_INT, C_UINT, C_LONG, C_ULONG, C_LONGLONG, C_ULONGLONG ->
                throw new IllegalArgumentException(kind.spelling() + " is another on each target");
        };
    }
}
