package org.rdylib.codegen.java.value;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.TypeName;
import java.util.ArrayList;
import java.util.List;
import org.rdylib.codegen.java.plan.Api;
import org.rdylib.codegen.java.plan.Env;
import org.rdylib.codegen.java.plan.Growing;
import org.rdylib.codegen.java.plan.JavaTypes;
import org.rdylib.codegen.java.plan.Lending;
import org.rdylib.codegen.java.plan.Lifetimes;
import org.rdylib.codegen.java.plan.Ownership;
import org.rdylib.codegen.java.plan.Plan;
import org.rdylib.codegen.java.plan.Shape;
import org.rdylib.codegen.java.plan.Sizes;
import org.rdylib.codegen.java.plan.Value;
import org.rdylib.codegen.java.plan.Value.Holding;
import org.rdylib.spec.Lifetime;
import org.rdylib.spec.ScalarKind;

/** Code that makes Java values of what lies in memory, and of what a native function was given. */
public final class Reading {
    private final Plan plan;
    private final JavaTypes types;
    private final Sizes sizes;
    private final Growing growing;
    private final Helpers helpers;
    private final Tags tags;
    private final ObjectReading objects;
    private final CompoundReading compounds;
    private final FutureReading futures;
    private final Writing writing;
    private final MutReading views;

    Reading(Plan plan, Helpers helpers, Tags tags, Freeing freeing, Carrying carrying, ClosureNames closures) {
        this.plan = plan;
        this.types = new JavaTypes(plan.names());
        this.sizes = plan.sizes();
        this.growing = plan.growing();
        this.helpers = helpers;
        this.tags = tags;
        this.objects = new ObjectReading(plan, closures);
        this.compounds = new CompoundReading(plan, this);
        this.futures = new FutureReading(plan.sizes(), this, freeing);
        this.writing = new Writing(plan, helpers, tags, this, freeing, carrying, closures);
        this.views = new MutReading(plan.sizes(), this, writing);
    }

    /** What writes the values that it reads: a view that Java writes to does both. */
    Writing writing() {
        return writing;
    }

    /** The expression for the value at an address. */
    public CodeBlock read(Value value, At at, Env env) {
        return switch (value) {
            case Value.Scalar s -> Scalars.read(s.kind(), at.code(), env.place());
            case Value.Wide w -> CodeBlock.of("$T.$N($L)", Api.VALUES, w.signed() ? "i128" : "u128", at.code());
            case Value.Unit _ -> CodeBlock.of("$T.UNIT", Api.UNIT);
            case Value.PlainEnum e ->
                tags.decode(e, Scalars.readTag(e.declaration().repr(), at.code()), env);
            case Value.Text _, Value.Slice _, Value.Ref _, Value.MutViewed _ ->
                ofWords(value, word(at), word(at.plus(Sizes.WORD)), env);
            case Value.Pointer _ -> ofWords(value, word(at), word(at), env);
            case Value.Composite c ->
                call(c, at, env, (method, inner) -> compounds.composite(c.generic(), method, inner));
            case Value.Option o -> call(o, at, env, (method, inner) -> compounds.option(o, method, inner));
            case Value.Result r -> call(r, at, env, (method, inner) -> compounds.result(r, method, inner));
            case Value.Tuple t -> call(t, at, env, (method, inner) -> compounds.tuple(t, method, inner));
            case Value.Array a -> call(a, at, env, (method, inner) -> compounds.array(a, method, inner));
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
            case Value.ViewedObject o -> objects.viewed(o, word(at), word(at.plus(Sizes.WORD)), env);
            case Value.ViewedClosure c -> objects.viewed(c, word(at), word(at.plus(Sizes.WORD)), env);
            case Value.Opaque o -> opaque(o, word(at), env);
            case Value.Function f -> objects.function(f, word(at), env);
            case Value.MutWithin m -> lent(m, at, env);
            case Value.Mut _, Value.MutSlice _, Value.MutText _, Value.LentObject _, Value.Called _ ->
                throw new IllegalArgumentException(value.at() + ": only a parameter");
        };
    }

    /** One of the places that were lent to the call that is over, or a part of one. */
    private CodeBlock lent(Value.MutWithin place, At at, Env env) {
        String spelling = Shape.spelling(place);
        return place.content() instanceof Value.Slice slice
                ? CodeBlock.of(
                        "frame.within().partAt($L,$W$L,$W$L,$W$S,$Wnew $L,$W$L)",
                        word(at),
                        word(at.plus(Sizes.WORD)),
                        sizes.size(slice.element()),
                        spelling,
                        types.none(slice),
                        env.place())
                : CodeBlock.of("frame.within().placeAt($L,$W$S,$W$L)", word(at), spelling, env.place());
    }

    /**
     * The expression for a value that was passed or answered as its carriers: a number, or one or two words.
     *
     * @param second anything for a value of one carrier
     */
    public CodeBlock ofCarriers(Value value, CodeBlock first, CodeBlock second, Env env) {
        return switch (value) {
            case Value.Scalar s -> Scalars.fromCarrier(s.kind(), first, env.place());
            case Value.PlainEnum e ->
                tags.decode(e, Scalars.tagFromCarrier(e.declaration().repr(), first), env);
            case Value _ -> ofWords(value, first, second, env);
        };
    }

    /**
     * The expression for a value of one or two words. They may be evaluated more than once.
     *
     * @param second anything for a value of one word
     */
    public CodeBlock ofWords(Value value, CodeBlock first, CodeBlock second, Env env) {
        return switch (value) {
            case Value.Pointer _ -> CodeBlock.of("$T.ofAddress($L)", Api.SEGMENT, first);
            case Value.Opaque o -> opaque(o, first, env);
            case Value.Text t -> text(t, first, second, env);
            case Value.Slice s
            when s.holding() == Holding.COPIED && s.element() instanceof Value.Scalar e ->
                CodeBlock.of("$T.$N($L,$W$L,$W$L)", Api.SLICES, ofArray(e.kind()), first, second, env.place());
            case Value.Slice s
            when s.element() instanceof Value.Scalar e ->
                CodeBlock.of(
                        "$T.scalars($L,$W$L,$W$L,$W$L,$W$L,$W$L,$W$S)",
                        Api.VIEWS,
                        env.region(s.lifetime()),
                        first,
                        second,
                        Scalars.arrays(e.kind()),
                        elements(e, env),
                        env.place(),
                        Shape.spelling(e));
            case Value.Slice s -> {
                CodeBlock words = CodeBlock.of("$L,$W$L", first, second);
                long align = sizes.align(s.element());
                yield s.holding() == Holding.BORROWED
                        ? CodeBlock.of(
                                "$T.slice($L,$W$L,$W$L,$W$L,$W$L,$W$L,$W$S$L)",
                                Api.VIEWS,
                                env.region(s.lifetime()),
                                words,
                                sizes.size(s.element()),
                                align,
                                elements(s.element(), env),
                                env.place(),
                                Shape.spelling(s.element()),
                                Growing.argument(s, env))
                        : CodeBlock.of(
                                "$T.list($L,$W$L,$W$L,$W$L,$W$L)",
                                Api.SLICES,
                                words,
                                sizes.size(s.element()),
                                align,
                                reader(s.element(), behind(s.element(), s.holding(), s.lifetime(), env)),
                                env.place());
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
                        behind(r.target(), r.holding(), r.lifetime(), env));
            case Value.MutViewed v -> views.view(v, first, second, env);
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
            case Value.ViewedObject o -> objects.viewed(o, first, second, env);
            case Value.ViewedClosure c -> objects.viewed(c, first, second, env);
            case Value.Function f -> objects.function(f, first, env);
            case Value.Boxed _, Value.MutSlice _, Value.MutText _, Value.MutWithin _, Value.Wide _ ->
                throw new IllegalArgumentException(value.at() + ": not made of words");
        };
    }

    /** What is owned behind a reference stays whose it is. */
    private Env behind(Value target, Holding holding, Lifetime lifetime, Env env) {
        if (!plan.ownsInPlace(target)) {
            return env;
        }
        return holding == Holding.COPIED ? env.behind() : env.behind(lifetime);
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
    public CodeBlock reader(Value value, Env env) {
        String address = env.variables().number("address");
        CodeBlock body = read(value, At.variable(address), env);
        env.variables().release(address);
        return CodeBlock.of("$N -> $L", address, body);
    }

    /** A function from where the elements of a slice begin, and an index, to the value there. */
    public CodeBlock elements(Value element, Env env) {
        String start = env.variables().number("start");
        String index = env.variables().number("index");
        CodeBlock body = read(element, At.element(start, sizes.size(element), index), env);
        env.variables().release(index);
        env.variables().release(start);
        return CodeBlock.of("($N, $N) -> $L", start, index, body);
    }

    static CodeBlock word(At at) {
        return CodeBlock.of("$T.getLong($L)", Api.MEMORY, at.code());
    }

    private CodeBlock call(Value value, At at, Env env, Helpers.Body body) {
        boolean placed = !(value instanceof Value.Composite);
        Value generic = value instanceof Value.Composite composite ? composite.generic() : value;
        Shape shape = Shape.of(generic);
        boolean lends = Lending.of(generic) != Lending.NOTHING;
        CodeBlock name = helpers.method("read", generic, env, (method, inner) -> {
            if (lends) {
                method.addParameter(Api.CALL_FRAME, "frame");
            }
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
        if (lends) {
            arguments.add(CodeBlock.of("frame"));
        }
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

    private CodeBlock opaque(Value.Opaque value, CodeBlock data, Env env) {
        CodeBlock first = Shape.lifetimes(value).stream()
                .map(Lifetimes::name)
                .distinct()
                .map(env::region)
                .reduce((a, b) -> CodeBlock.of("$T.shortest($L, $L)", Api.REGIONS, a, b))
                .orElseGet(() -> CodeBlock.of("$L.region()", env.received()));
        boolean isOwned = value.having() == Value.Having.OWNED;
        boolean isExclusive = value.having() == Value.Having.VIEWED_EXCLUSIVELY;
        List<CodeBlock> arguments = new ArrayList<>(List.of(CodeBlock.of(
                "$T.$N($L,$W$L,$W$L,$W$S,$W$L$L)",
                Api.FOREIGN_OPAQUE,
                isOwned ? "owned" : isExclusive ? "borrowedExclusively" : "borrowed",
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
