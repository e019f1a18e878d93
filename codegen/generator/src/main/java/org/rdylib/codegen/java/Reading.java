package org.rdylib.codegen.java;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import org.rdylib.codegen.java.Value.Holding;
import org.rdylib.spec.ScalarKind;
import org.rdylib.spec.TypeDeclaration;

/** Code that makes Java values of what lies in memory, and of what a native function was given. */
final class Reading {
    private final Plan plan;
    private final JavaTypes types;
    private final Sizes sizes;
    private final Growing growing;
    private final Helpers helpers;
    private final Tags tags;
    private final ObjectReading objects;
    private final DefaultValues defaults;
    private final FutureReading futures;

    Reading(Plan plan, Helpers helpers, Tags tags, Freeing freeing, ClosureNames closures) {
        this.plan = plan;
        this.types = new JavaTypes(plan.names());
        this.sizes = plan.sizes();
        this.growing = plan.growing();
        this.helpers = helpers;
        this.tags = tags;
        this.objects = new ObjectReading(plan, closures);
        this.defaults = new DefaultValues(plan.names());
        this.futures = new FutureReading(plan.sizes(), this, freeing);
    }

    /** The expression for the value at an address. */
    CodeBlock read(Value value, At at, Env env) {
        return switch (value) {
            case Value.Scalar s -> Scalars.read(s.kind(), at.code(), env.place());
            case Value.Wide w -> CodeBlock.of("$T.$N($L)", Api.VALUES, w.signed() ? "i128" : "u128", at.code());
            case Value.Unit _ -> CodeBlock.of("$T.UNIT", Api.UNIT);
            case Value.PlainEnum e ->
                tags.decode(e, Scalars.readTag(e.declaration().repr(), at.code()), env);
            case Value.Text _, Value.Slice _, Value.Ref _ -> ofWords(value, word(at), word(at.plus(Sizes.WORD)), env);
            case Value.Pointer _ -> ofWords(value, word(at), word(at), env);
            case Value.Composite c -> call(c, at, env, (method, inner) -> composite(c.generic(), method, inner));
            case Value.Option o -> call(o, at, env, (method, inner) -> option(o, method, inner));
            case Value.Result r -> call(r, at, env, (method, inner) -> result(r, method, inner));
            case Value.Tuple t -> call(t, at, env, (method, inner) -> tuple(t, method, inner));
            case Value.Array a -> call(a, at, env, (method, inner) -> array(a, method, inner));
            case Value.OwnedText t ->
                CodeBlock.of(
                        "$T.$N($L,$W$L)", Api.OWNED, t.growing() ? "string" : "boxedString", at.code(), env.place());
            case Value.Vector v -> vector(v, at, env);
            case Value.Boxed b ->
                read(
                        b.target(),
                        new At(
                                CodeBlock.of(
                                        "$T.$N($L,$W$L,$W$L)",
                                        Api.OWNED,
                                        b.counted() ? "shared" : "box",
                                        at.code(),
                                        growing.alignOf(b.target(), env),
                                        env.place()),
                                0),
                        env);
            case Value.BoxedObject o -> objects.object(o, at.code(), false, env);
            case Value.BoxedClosure c when c.callback().isFuture() -> futures.future(c, at.code(), env);
            case Value.BoxedClosure c -> objects.closure(c, at.code(), env);
            case Value.Opaque o -> opaque(o, word(at), env);
            case Value.Mut _, Value.MutSlice _, Value.MutText _, Value.LentObject _, Value.Called _ ->
                throw new IllegalArgumentException(value.at() + ": only a parameter");
        };
    }

    /**
     * The expression for a value of one or two words. They may be evaluated more than once.
     *
     * @param second anything for a value of one word
     */
    CodeBlock ofWords(Value value, CodeBlock first, CodeBlock second, Env env) {
        return switch (value) {
            case Value.Pointer _ -> CodeBlock.of("$T.ofAddress($L)", Api.SEGMENT, first);
            case Value.Opaque o -> opaque(o, first, env);
            case Value.Text t -> text(t, first, second, env);
            case Value.Slice s
            when s.holding() == Holding.COPIED && s.element() instanceof Value.Scalar e ->
                CodeBlock.of("$T.$N($L,$W$L,$W$L)", Api.SLICES, ofArray(e.kind()), first, second, env.place());
            case Value.Slice s -> {
                CodeBlock extent = CodeBlock.of(
                        "$L, $L, $L, $L", first, second, sizes.size(s.element()), sizes.align(s.element()));
                CodeBlock reader = reader(s.element(), env);
                yield s.holding() == Holding.BORROWED
                        ? CodeBlock.of(
                                "$T.slice($L,$W$L,$W$L,$W$L,$W$S$L)",
                                Api.VIEWS,
                                env.region(s.lifetime()),
                                extent,
                                reader,
                                env.place(),
                                Shape.spelling(s.element()),
                                Growing.argument(s, env))
                        : CodeBlock.of("$T.list($L,$W$L,$W$L)", Api.SLICES, extent, reader, env.place());
            }
            case Value.Ref r
            when r.holding() == Holding.BORROWED ->
                CodeBlock.of(
                        "$T.ref($L,$W$L,$W$L,$W$L,$W$L,$W$S$L)",
                        Api.VIEWS,
                        env.region(r.lifetime()),
                        first,
                        growing.alignOf(r.target(), env),
                        reader(r.target(), env),
                        env.place(),
                        Shape.spelling(r.target()),
                        Growing.argument(r, env));
            case Value.Ref r ->
                read(
                        r.target(),
                        new At(
                                CodeBlock.of(
                                        "$T.reference($L,$W$L,$W$L)",
                                        Api.VALUES,
                                        first,
                                        growing.alignOf(r.target(), env),
                                        env.place()),
                                0),
                        env);
            case Value.Option o
            when Sizes.isNullable(o) ->
                CodeBlock.of(
                        "$L == 0$W? $T.empty()$W: $T.of($L)",
                        first,
                        Api.OPTIONAL,
                        Api.OPTIONAL,
                        ofWords(o.value(), first, second, env));
            case Value.Scalar _, Value.Unit _, Value.PlainEnum _, Value.Composite _, Value.Mut _, Value.Option _ ->
                throw new IllegalArgumentException(value.at() + ": not made of words");
            case Value.Result _, Value.Tuple _, Value.Array _, Value.OwnedText _, Value.Vector _ ->
                throw new IllegalArgumentException(value.at() + ": not made of words");
            case Value.BoxedObject o -> objects.object(o, CodeBlock.of("$L,$W$L", first, second), true, env);
            case Value.BoxedClosure c
            when c.callback().isFuture() -> futures.future(c, CodeBlock.of("$L,$W$L", first, second), env);
            case Value.BoxedClosure c -> objects.closure(c, CodeBlock.of("$L,$W$L", first, second), env);
            case Value.LentObject o -> objects.lent(o, first, second, env);
            case Value.Called c -> objects.lent(c, first, second, env);
            case Value.Boxed _, Value.MutSlice _, Value.MutText _, Value.Wide _ ->
                throw new IllegalArgumentException(value.at() + ": not made of words");
        };
    }

    private CodeBlock vector(Value.Vector vector, At at, Env env) {
        CodeBlock length = CodeBlock.of(
                "$T.$N($L,$W$L)", Api.OWNED, vector.growing() ? "vectorLength" : "sliceLength", at.code(), env.place());
        return vector.element() instanceof Value.Scalar s
                ? CodeBlock.of("$T.$N($L,$W$L,$W$L)", Api.SLICES, ofArray(s.kind()), word(at), length, env.place())
                : CodeBlock.of(
                        "$T.list($L,$W$L,$W$L,$W$L,$W$L,$W$L)",
                        Api.SLICES,
                        word(at),
                        length,
                        sizes.size(vector.element()),
                        sizes.align(vector.element()),
                        reader(vector.element(), env),
                        env.place());
    }

    private static CodeBlock text(Value.Text text, CodeBlock address, CodeBlock length, Env env) {
        boolean copied = text.holding() == Holding.COPIED;
        if (text.terminated()) {
            return copied
                    ? CodeBlock.of("$T.cString($L, $L)", Api.VALUES, address, env.place())
                    : CodeBlock.of(
                            "$T.cText($L,$W$L,$W$L)", Api.VIEWS, env.region(text.lifetime()), address, env.place());
        }
        return copied
                ? CodeBlock.of("$T.string($L,$W$L,$W$L)", Api.VALUES, address, length, env.place())
                : CodeBlock.of(
                        "$T.text($L,$W$L,$W$L,$W$L)",
                        Api.VIEWS,
                        env.region(text.lifetime()),
                        address,
                        length,
                        env.place());
    }

    /** The method of the loader that copies a slice of scalars into an array. */
    static String ofArray(ScalarKind kind) {
        return switch (kind) {
            case BOOL -> "booleans";
            case U8, I8 -> "bytes";
            case U16 -> "u16s";
            case I16 -> "shorts";
            case U32 -> "u32s";
            case I32 -> "ints";
            case CHAR -> "chars";
            case U64, I64, USIZE, ISIZE -> "longs";
            case F32 -> "floats";
            case F64 -> "doubles";
            case U128, I128 -> throw new IllegalArgumentException(kind.spelling() + " has been refused");
            case C_CHAR, C_SCHAR, C_UCHAR, C_SHORT, C_USHORT, C_INT, C_UINT, C_LONG, C_ULONG, C_LONGLONG, C_ULONGLONG ->
                throw new IllegalArgumentException(kind.spelling() + " has been refused");
        };
    }

    /** A function from an address to the value there. */
    CodeBlock reader(Value value, Env env) {
        String address = env.variables().number("address");
        CodeBlock body = read(value, At.variable(address), env);
        env.variables().release(address);
        return CodeBlock.of("$N -> $L", address, body);
    }

    private static CodeBlock word(At at) {
        return CodeBlock.of("$T.getLong($L)", Api.MEMORY, at.code());
    }

    private CodeBlock call(Value value, At at, Env env, Helpers.Body body) {
        boolean placed = !(value instanceof Value.Composite);
        Value generic = value instanceof Value.Composite composite ? composite.generic() : value;
        Shape shape = Shape.of(generic);
        CodeBlock name = helpers.method("read", generic, env, (method, inner) -> {
            if (shape.ownership() == Ownership.OBJECTS) {
                method.addParameter(Api.RECEIVING, "received");
            }
            if (shape.grows()) {
                method.addParameter(Api.COPIES, "copies");
            }
            method.returns(types.of(value))
                    .addParameters(Helpers.regions(shape, inner))
                    .addParameter(TypeName.LONG, "at");
            if (placed) {
                method.addParameter(String.class, "place");
            }
            return body.apply(method, inner);
        });
        List<CodeBlock> arguments = new ArrayList<>();
        if (shape.ownership() == Ownership.OBJECTS) {
            arguments.add(env.received());
        }
        if (shape.grows()) {
            arguments.add(env.copies());
        }
        if (value instanceof Value.Composite composite) {
            composite.arguments().forEach(lifetime -> arguments.add(env.region(lifetime)));
        } else {
            shape.lifetimes().forEach(lifetime -> arguments.add(env.region(lifetime)));
        }
        if (shape.dylib()) {
            arguments.add(env.region(Lifetimes.DYLIB));
        }
        arguments.add(at.code());
        if (placed) {
            arguments.add(env.place());
        }
        return CodeBlock.of("$L($L)", name, CodeBlock.join(arguments, ",$W"));
    }

    private MethodSpec.Builder composite(Value.Composite value, MethodSpec.Builder method, Env outside) {
        return plan.declared(
                value,
                struct -> {
                    Env env = outside.inside(value);
                    return method.addStatement(
                            "return $L",
                            made(
                                    struct.name(),
                                    struct.components(),
                                    struct.declaration().name(),
                                    env,
                                    (i, read) -> present(struct, i, read, env)));
                },
                union -> {
                    Env env = outside.inside(value);
                    ScalarKind repr = union.declaration().repr();
                    CodeBlock tag = Scalars.readTag(repr, CodeBlock.of("at"));
                    boolean wide = Scalars.isLong(repr);
                    method.addStatement("$T tag = $L", wide ? TypeName.LONG : TypeName.INT, tag);
                    if (!wide) {
                        method.addCode("return switch (tag) {\n$>");
                    }
                    for (Plan.Alternative alternative : union.alternatives()) {
                        CodeBlock made = made(
                                alternative.name(),
                                alternative.components(),
                                union.declaration().name() + "::" + alternative.variant(),
                                env,
                                (_, read) -> read);
                        CodeBlock discriminant = Scalars.tag(repr, alternative.discriminant());
                        if (wide) {
                            method.beginControlFlow("if (tag == $L)", discriminant)
                                    .addStatement("return $L", made)
                                    .endControlFlow();
                        } else {
                            method.addCode("case $L -> $L;\n", discriminant, made);
                        }
                    }
                    CodeBlock unknown = union.unknown()
                            .map(record -> unknown(union, record, env))
                            .orElseGet(() -> CodeBlock.of(
                                    "throw $1T.unknownTag(tag, $2S, $2S)",
                                    Api.VALUES,
                                    union.declaration().name()));
                    boolean throwing = union.unknown().isEmpty();
                    return wide
                            ? method.addStatement("$L$L", throwing ? "" : "return ", unknown)
                            : method.addCode("default -> $L;\n", unknown).addCode("$<};\n");
                });
    }

    /** A variant that the library knows and this version does not. */
    private CodeBlock unknown(Plan.Union union, ClassName record, Env env) {
        TypeDeclaration.Enum declaration = union.declaration();
        List<CodeBlock> arguments = new ArrayList<>(List.of(
                CodeBlock.of("$S", growing.name(declaration)),
                Scalars.unsignedTag(declaration.repr(), CodeBlock.of("tag")),
                CodeBlock.of("at"),
                CodeBlock.of("$L", declaration.storage().orElseThrow())));
        declaration.lifetimes().forEach(lifetime -> arguments.add(env.region(Lifetimes.name(lifetime))));
        return CodeBlock.of("new $T($L.unknown($L))", record, env.copies(), CodeBlock.join(arguments, ",$W"));
    }

    /** A field that the library may not know is its default then. */
    private CodeBlock present(Plan.Struct struct, int index, CodeBlock read, Env env) {
        return struct.declaration()
                .fields()
                .get(index)
                .defaultValue()
                .map(value -> CodeBlock.of(
                        "$L.has($S, $L)$W? $L$W: $L",
                        env.copies(),
                        growing.name(struct.declaration()),
                        index,
                        read,
                        defaults.of(struct.components().get(index).value(), value.text())))
                .orElse(read);
    }

    private CodeBlock made(
            ClassName record,
            List<Plan.Component> components,
            String place,
            Env env,
            BiFunction<Integer, CodeBlock, CodeBlock> field) {
        List<CodeBlock> arguments = IntStream.range(0, components.size())
                .mapToObj(i -> field.apply(
                        i,
                        read(
                                components.get(i).value(),
                                At.variable("at").plus(components.get(i).offset()),
                                env.at(place + "." + components.get(i).field()))))
                .toList();
        return CodeBlock.of("new $T($L)", record, CodeBlock.join(arguments, ",$W"));
    }

    private MethodSpec.Builder option(Value.Option option, MethodSpec.Builder method, Env env) {
        At at = At.variable("at");
        if (Sizes.isNullable(option)) {
            return method.addStatement(
                    "return $L == 0$W? $T.empty()$W: $T.of($L)",
                    word(at),
                    Api.OPTIONAL,
                    Api.OPTIONAL,
                    read(option.value(), at, env));
        }
        return tagged(
                method,
                "Option",
                CodeBlock.of("$T.empty()", Api.OPTIONAL),
                CodeBlock.of("$T.of($L)", Api.OPTIONAL, payload(option, option.value(), "Some.0", env)));
    }

    private MethodSpec.Builder result(Value.Result result, MethodSpec.Builder method, Env env) {
        return tagged(
                method,
                "Result",
                CodeBlock.of("$T.ok($L)", Api.RESULT, payload(result, result.ok(), "Ok.0", env)),
                CodeBlock.of("$T.err($L)", Api.RESULT, payload(result, result.err(), "Err.0", env)));
    }

    private CodeBlock payload(Value whole, Value part, String path, Env env) {
        return part instanceof Value.Unit
                ? read(part, At.variable("at"), env)
                : read(part, At.variable("at").plus(sizes.offset(whole, path)), env);
    }

    private static MethodSpec.Builder tagged(MethodSpec.Builder method, String type, CodeBlock zero, CodeBlock one) {
        return method.addStatement("int tag = $T.getByte(at) & 0xFF", Api.MEMORY)
                .addCode("return switch (tag) {\n$>")
                .addCode("case 0 -> $L;\n", zero)
                .addCode("case 1 -> $L;\n", one)
                .addCode("default -> throw $T.unknownTag(tag, $S, place);\n", Api.VALUES, type)
                .addCode("$<};\n");
    }

    private MethodSpec.Builder tuple(Value.Tuple tuple, MethodSpec.Builder method, Env env) {
        List<CodeBlock> elements = IntStream.range(0, tuple.elements().size())
                .mapToObj(i -> read(
                        tuple.elements().get(i), At.variable("at").plus(sizes.offset(tuple, Integer.toString(i))), env))
                .toList();
        ClassName type = plan.names().tuple(elements.size());
        return method.addStatement("return new $T<>($L)", type, CodeBlock.join(elements, ",$W"));
    }

    private MethodSpec.Builder array(Value.Array array, MethodSpec.Builder method, Env env) {
        return method.addStatement(
                "return $T.list(at,$W$L,$W$L,$W$L,$W$L,$Wplace)",
                Api.SLICES,
                array.length(),
                sizes.size(array.element()),
                1, // whatever the struct around it is packed to
                reader(array.element(), env));
    }

    private CodeBlock opaque(Value.Opaque value, CodeBlock data, Env env) {
        CodeBlock first = Shape.lifetimes(value).stream()
                .map(Lifetimes::name)
                .distinct()
                .map(env::region)
                .reduce((a, b) -> CodeBlock.of("$T.shortest($L, $L)", Api.REGIONS, a, b))
                .orElseGet(() -> CodeBlock.of("$L.region()", env.received()));
        boolean isOwned = value.having() == Value.Having.OWNED;
        List<CodeBlock> arguments = new ArrayList<>(List.of(CodeBlock.of(
                "$T.$N($L,$W$L,$W$L,$W$S,$W$L$L)",
                Api.FOREIGN_OPAQUE,
                isOwned ? "owned" : "borrowed",
                env.received(),
                first,
                data,
                value.declaration().name(),
                isOwned
                        ? CodeBlock.of(
                                "$L,$W", Terms.sendingOf(value.declaration().claims()))
                        : CodeBlock.of(""),
                env.place())));
        value.arguments().forEach(lifetime -> arguments.add(env.region(lifetime)));
        Plan.Opaque declared = plan.opaque(value.declaration().name());
        return CodeBlock.of("new $T($L)", declared.name(), CodeBlock.join(arguments, ",$W"));
    }
}
