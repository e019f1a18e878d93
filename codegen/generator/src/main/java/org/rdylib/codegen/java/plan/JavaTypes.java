package org.rdylib.codegen.java.plan;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import java.math.BigInteger;
import java.util.List;
import org.rdylib.codegen.java.plan.Value.Holding;
import org.rdylib.spec.ScalarKind;

/** The Java type of each {@link Value}. */
public final class JavaTypes {
    private final Names names;

    public JavaTypes(Names names) {
        this.names = names;
    }

    /** The type of a parameter, component or result. */
    public TypeName of(Value value) {
        return switch (value) {
            case Value.Scalar s -> primitive(s.kind());
            case Value.Wide _ -> ClassName.get(BigInteger.class);
            case Value.Unit _ -> Api.UNIT;
            case Value.PlainEnum e -> names.type(e.declaration().name());
            case Value.Composite c -> names.type(c.declaration().name());
            case Value.Text t when t.holding() == Holding.COPIED -> ClassName.get(String.class);
            case Value.Text t -> t.terminated() ? Api.C_TEXT : Api.TEXT;
            case Value.Slice(var _, Value.Scalar e, Holding holding, var _)
            when holding == Holding.BORROWED ->
                ParameterizedTypeName.get(Api.SCALAR_SLICE, boxed(e), ArrayTypeName.of(inArray(e.kind())));
            case Value.Slice s when s.holding() == Holding.BORROWED -> generic(Api.SLICE, s.element());
            case Value.Slice s -> copied(s.element());
            case Value.Ref r -> r.holding() == Holding.BORROWED ? generic(Api.REF, r.target()) : of(r.target());
            case Value.Mut m -> generic(Api.MUT, m.target());
            case Value.MutSlice m ->
                m.element() instanceof Value.Scalar
                        ? copied(m.element())
                        : ParameterizedTypeName.get(Api.MUT, copied(m.element()));
            case Value.MutText _ -> ParameterizedTypeName.get(Api.MUT, ClassName.get(String.class));
            case Value.MutWithin p -> generic(Api.MUT, p.content());
            case Value.MutViewed(Value content, var _) -> mutView(content);
            case Value.Pointer _ -> Api.SEGMENT;
            case Value.Option o -> generic(Api.OPTIONAL, o.value());
            case Value.Result r -> generic(Api.RESULT, r.ok(), r.err());
            case Value.Tuple t ->
                generic(names.tuple(t.elements().size()), t.elements().toArray(Value[]::new));
            case Value.Array a -> generic(Api.LIST, a.element());
            case Value.OwnedText _ -> ClassName.get(String.class);
            case Value.Vector v -> copied(v.element());
            case Value.Boxed b -> of(b.target());
            case Value.LentObject o -> names.type(o.object().name());
            case Value.ViewedObject o -> names.type(o.object().name());
            case Value.BoxedObject o -> names.type(o.object().name());
            case Value.Opaque o -> names.type(o.declaration().name());
            case Value.Called c -> c.callback().name();
            case Value.ViewedClosure c -> c.callback().name();
            case Value.Function f -> f.callback().name();
            case Value.BoxedClosure c
            when c.callback().isFuture() -> generic(Api.ASYNC, c.callback().output());
            case Value.BoxedClosure c -> c.callback().name();
        };
    }

    private TypeName mutView(Value content) {
        return switch (content) {
            case Value.Slice s
            when s.element() instanceof Value.Scalar e ->
                ParameterizedTypeName.get(Api.MUT_SCALAR_SLICE, boxed(e), ArrayTypeName.of(inArray(e.kind())));
            case Value.Slice s -> generic(Api.MUT_SLICE, s.element());
            case Value.Ref r -> generic(Api.MUT_REF, r.target());
            case Value _ -> ParameterizedTypeName.get(Api.MUT_REF, ClassName.get(String.class));
        };
    }

    /** The type of a result: {@code void} for {@code ()}. */
    TypeName ofResult(Value value) {
        return value instanceof Value.Unit ? TypeName.VOID : of(value);
    }

    /** The type where a type argument is wanted. */
    public TypeName boxed(Value value) {
        return of(value).box();
    }

    static TypeName primitive(ScalarKind kind) {
        return switch (kind) {
            case BOOL -> TypeName.BOOLEAN;
            case I8 -> TypeName.BYTE;
            case I16 -> TypeName.SHORT;
            case U8, U16, I32, CHAR -> TypeName.INT;
            case U32, I64, U64, ISIZE, USIZE -> TypeName.LONG;
            case F32 -> TypeName.FLOAT;
            case F64 -> TypeName.DOUBLE;
            case U128, I128 -> throw new IllegalArgumentException(kind.spelling() + " is no primitive");
            case C_CHAR, C_SCHAR, C_UCHAR, C_SHORT, C_USHORT, C_INT, C_UINT, C_LONG, C_ULONG, C_LONGLONG, C_ULONGLONG ->
                throw new IllegalArgumentException(kind.spelling() + " is another on each target");
        };
    }

    /** Whether a scalar is a {@code long} or {@code double} in Java, which take two slots. */
    static boolean isWide(ScalarKind kind) {
        return switch (kind) {
            case U32, I64, U64, ISIZE, USIZE, F64 -> true;
            case C_CHAR, C_SCHAR, C_UCHAR, C_SHORT, C_USHORT, C_INT, C_UINT, C_LONG, C_ULONG, C_LONGLONG, C_ULONGLONG ->
                true;
            case BOOL, CHAR, U8, I8, U16, I16, I32, F32, U128, I128 -> false;
        };
    }

    /** What a slice or vector that is copied becomes: an array of primitives, or a list. */
    private TypeName copied(Value element) {
        return element instanceof Value.Scalar s ? ArrayTypeName.of(inArray(s.kind())) : listOf(element);
    }

    /** What makes an array of no elements of a slice of scalars. */
    public CodeBlock none(Value.Slice slice) {
        Value.Scalar scalar = (Value.Scalar) slice.element();
        return CodeBlock.of("$T[0]", inArray(scalar.kind()));
    }

    /** A list of values. */
    public TypeName listOf(Value element) {
        return generic(Api.LIST, element);
    }

    /** The type of a scalar in an array: bytes are {@code byte}s there, of either sign. */
    public static TypeName inArray(ScalarKind kind) {
        return kind == ScalarKind.U8 ? TypeName.BYTE : primitive(kind);
    }

    private TypeName generic(ClassName type, Value... arguments) {
        return ParameterizedTypeName.get(
                type, List.of(arguments).stream().map(this::boxed).toArray(TypeName[]::new));
    }

    /** The name, parameters and result of a function's method. */
    public MethodSpec.Builder signature(Plan.Function function) {
        MethodSpec.Builder method = MethodSpec.methodBuilder(function.name()).returns(ofResult(function.result()));
        function.chosen().forEach(chosen -> method.addParameter(Api.REGION, chosen.parameter()));
        function.arguments().forEach(argument -> method.addParameter(of(argument.value()), argument.name()));
        return method;
    }
}
