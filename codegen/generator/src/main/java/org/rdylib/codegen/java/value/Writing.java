package org.rdylib.codegen.java.value;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import java.util.ArrayList;
import java.util.List;
import org.rdylib.codegen.java.plan.Api;
import org.rdylib.codegen.java.plan.Env;
import org.rdylib.codegen.java.plan.Growing;
import org.rdylib.codegen.java.plan.JavaTypes;
import org.rdylib.codegen.java.plan.Lifetimes;
import org.rdylib.codegen.java.plan.Ownership;
import org.rdylib.codegen.java.plan.Plan;
import org.rdylib.codegen.java.plan.Shape;
import org.rdylib.codegen.java.plan.Sizes;
import org.rdylib.codegen.java.plan.Value;
import org.rdylib.codegen.java.plan.Value.Holding;
import org.rdylib.spec.ScalarKind;

/** Code that puts Java values into memory. */
public final class Writing {
    private final Plan plan;
    private final JavaTypes types;
    private final Sizes sizes;
    private final Growing growing;
    private final Helpers helpers;
    private final Tags tags;
    private final Freeing freeing;
    private final CompoundWriting compounds;
    private final ReferenceWriting references;
    private final PlaceWriting places;
    private final ObjectPassing objects;

    Writing(
            Plan plan,
            Helpers helpers,
            Tags tags,
            Reading reading,
            Freeing freeing,
            Carrying carrying,
            ClosureNames closures) {
        this.plan = plan;
        this.types = new JavaTypes(plan.names());
        this.sizes = plan.sizes();
        this.growing = plan.growing();
        this.helpers = helpers;
        this.tags = tags;
        this.freeing = freeing;
        this.compounds = new CompoundWriting(plan, carrying, this);
        this.references = new ReferenceWriting(plan, this);
        this.places = new PlaceWriting(plan, this, reading, freeing);
        this.objects = new ObjectPassing(plan, closures);
    }

    /**
     * The statements that put a value at an address. What is copied takes its memory from a variable {@code frame}.
     *
     * @param source an expression without effects, which may be evaluated more than once
     */
    public CodeBlock write(Value value, CodeBlock source, At at, Env env) {
        return statements(expressions(value, source, at, env));
    }

    private static CodeBlock statements(List<CodeBlock> expressions) {
        CodeBlock.Builder statements = CodeBlock.builder();
        expressions.forEach(statements::addStatement);
        return statements.build();
    }

    private List<CodeBlock> expressions(Value value, CodeBlock source, At at, Env env) {
        return switch (value) {
            case Value.Scalar s -> List.of(Scalars.write(s.kind(), source, at.code(), env.place()));
            case Value.Wide w ->
                List.of(CodeBlock.of(
                        "$T.put$L($L,$W$L,$W$L)",
                        Api.VALUES,
                        w.signed() ? "I128" : "U128",
                        at.code(),
                        source,
                        env.place()));
            case Value.Unit _ -> List.of();
            case Value.PlainEnum e ->
                List.of(Scalars.writeTag(e.declaration().repr(), tags.encode(e, source, env), at.code()));
            case Value.Text t when t.holding() == Holding.BORROWED -> viewed(t, source, at, env);
            case Value.Slice s when s.holding() == Holding.BORROWED -> viewed(s, source, at, env);
            case Value.Ref r when r.holding() == Holding.BORROWED -> viewed(r, source, at, env);
            case Value.Text _, Value.Slice _, Value.Ref _, Value.Composite _, Value.MutWithin _ ->
                List.of(helper(value, source, at, env));
            case Value.Option _, Value.Result _, Value.Tuple _, Value.Array _, Value.Vector _, Value.Boxed _ ->
                List.of(helper(value, source, at, env));
            case Value.OwnedText t ->
                List.of(CodeBlock.of(
                        "$L.$N($L,$W$L,$W$L)",
                        env.making(),
                        t.growing() ? "string" : "boxedString",
                        source,
                        at.code(),
                        env.place()));
            case Value.Pointer _ ->
                List.of(putWord(at, CodeBlock.of("$T.pointer($L,$W$L)", Api.VALUES, source, env.place())));
            case Value.BoxedObject o -> List.of(objects.give(o, source, at, env));
            case Value.BoxedClosure c -> List.of(objects.give(c, source, at, env));
            case Value.Function f -> List.of(putWord(at, objects.address(f, source, env)));
            case Value.Opaque o -> List.of(ObjectPassing.handle(o, source, at, env));
            case Value.Mut _,
                    Value.MutSlice _,
                    Value.MutText _,
                    Value.Called _,
                    Value.LentObject _,
                    Value.MutViewed _ -> throw new IllegalArgumentException(value.at() + ": not written");
            case Value.ViewedObject _, Value.ViewedClosure _ -> List.of(helper(value, source, at, env));
        };
    }

    /** The words of a view. */
    private static List<CodeBlock> viewed(Value view, CodeBlock source, At at, Env env) {
        CodeBlock address = putWord(at, address(view, source, env));
        return switch (view) {
            case Value.Text t
            when !t.terminated() ->
                List.of(address, putWord(at.plus(Sizes.WORD), CodeBlock.of("$L.byteLength()", source)));
            case Value.Slice _ -> List.of(address, putWord(at.plus(Sizes.WORD), CodeBlock.of("$L.size()", source)));
            case Value _ -> List.of(address);
        };
    }

    private CodeBlock helper(Value value, CodeBlock source, At at, Env env) {
        return switch (value) {
            case Value.Text t
            when t.holding() == Holding.COPIED ->
                call(t, source, at, env, (method, _) -> ReferenceWriting.text(t, method));
            case Value.Slice s
            when s.holding() == Holding.COPIED ->
                call(s, source, at, env, (method, inner) -> references.slice(s, method, inner));
            case Value.Ref r
            when r.holding() == Holding.COPIED ->
                call(r, source, at, env, (method, inner) -> references.reference(r, method, inner));
            case Value.Slice s
            when s.holding() == Holding.KEPT ->
                call(s, source, at, env, (method, inner) -> references.keptSlice(s, method, inner));
            case Value.Ref r
            when r.holding() == Holding.KEPT ->
                call(r, source, at, env, (method, inner) -> references.keptReference(r, method, inner));
            case Value.Composite c ->
                call(
                        c.generic(),
                        c.arguments().stream().map(Lifetimes::name).toList(),
                        source,
                        at,
                        env,
                        (method, inner) -> compounds.composite(c.generic(), method, inner));
            case Value.Option o -> call(o, source, at, env, (method, inner) -> compounds.option(o, method, inner));
            case Value.Result r -> call(r, source, at, env, (method, inner) -> compounds.result(r, method, inner));
            case Value.Tuple t -> call(t, source, at, env, (method, inner) -> compounds.tuple(t, method, inner));
            case Value.Array a -> call(a, source, at, env, (method, inner) -> compounds.array(a, method, inner));
            case Value.Vector v -> call(v, source, at, env, (method, inner) -> vector(v, method, inner));
            case Value.Boxed b -> call(b, source, at, env, (method, inner) -> boxed(b, method, inner));
            case Value.MutWithin p -> call(p, source, at, env, (method, inner) -> places.place(p, method, inner));
            case Value.ViewedObject o ->
                call(o, source, at, env, (method, inner) -> method.addCode(objects.lend(o, inner)));
            case Value.ViewedClosure c ->
                call(c, source, at, env, (method, inner) -> method.addCode(objects.lend(c, inner)));
            case Value other ->
                call(
                        other,
                        source,
                        at,
                        env,
                        (method, inner) ->
                                method.addCode(write(other, CodeBlock.of("value"), At.variable("at"), inner)));
        };
    }

    /** The address of what a view views. */
    public static CodeBlock address(Value view, CodeBlock source, Env env) {
        Object views = Shape.grows(view) ? env.copies() : CodeBlock.of("$T", Api.VIEWS);
        return switch (view) {
            case Value.Slice s -> CodeBlock.of("$L.address($L,$W$S)", views, source, Shape.spelling(s.element()));
            case Value.Ref r -> CodeBlock.of("$L.address($L,$W$S)", views, source, Shape.spelling(r.target()));
            case Value _ -> CodeBlock.of("$L.address($L)", views, source);
        };
    }

    /** A function that puts a value at an address. */
    public CodeBlock writer(Value value, Env env) {
        String element = env.variables().number("element");
        String address = env.variables().number("address");
        CodeBlock source = CodeBlock.of("$N", element);
        List<CodeBlock> expressions = expressions(value, source, At.variable(address), env);
        // A lambda of one expression: JavaPoet has no statements within a statement.
        CodeBlock body =
                expressions.size() == 1 ? expressions.getFirst() : helper(value, source, At.variable(address), env);
        env.variables().release(element);
        env.variables().release(address);
        return CodeBlock.of("($N, $N) -> $L", element, address, body);
    }

    /** The address of a copy of a slice's elements, for an argument or a field; what they own is made as {@code env} says. */
    public CodeBlock copied(Value.Slice slice, CodeBlock source, Env env) {
        return slice.element() instanceof Value.Scalar s
                ? CodeBlock.of("frame.copy($L)", checkedArray(s.kind(), source, env))
                : CodeBlock.of(
                        "$T.copy(frame,$W$L,$W$L,$W$L,$W$L)",
                        Api.SLICES,
                        source,
                        sizes.size(slice.element()),
                        sizes.align(slice.element()),
                        writer(slice.element(), env));
    }

    /** The array that is copied into memory for an array of the generated method's type. */
    public static CodeBlock checkedArray(ScalarKind kind, CodeBlock source, Env env) {
        return switch (kind) {
            case BOOL -> CodeBlock.of("$T.booleans($L)", Api.SLICES, source);
            case U16, U32, CHAR ->
                CodeBlock.of("$T.$N($L,$W$L)", Api.SLICES, Reading.ofArray(kind), source, env.place());
            case U8, I8, I16, I32, U64, I64, USIZE, ISIZE, F32, F64 -> source;
            case U128, I128 -> throw new IllegalArgumentException(kind.spelling() + " has been refused");
            case C_CHAR, C_SCHAR, C_UCHAR, C_SHORT, C_USHORT, C_INT, C_UINT, C_LONG, C_ULONG, C_LONGLONG, C_ULONGLONG ->
                throw new IllegalArgumentException(kind.spelling() + " has been refused");
        };
    }

    /** What counts the elements of a copied slice. */
    public static CodeBlock length(Value.Slice slice, CodeBlock source) {
        return CodeBlock.of(slice.element() instanceof Value.Scalar ? "$L.length" : "$L.size()", source);
    }

    static CodeBlock putWord(At at, CodeBlock word) {
        return CodeBlock.of("$T.putLong($L,$W$L)", Api.MEMORY, at.code(), word);
    }

    static CodeBlock putWords(At at, CodeBlock first, CodeBlock second) {
        return statements(List.of(putWord(at, first), putWord(at.plus(Sizes.WORD), second)));
    }

    private CodeBlock call(Value value, CodeBlock source, At at, Env env, Helpers.Body body) {
        return call(value, Shape.of(value).lifetimes(), source, at, env, body);
    }

    /** @param lifetimes what the value's are called here, in the order of its shape */
    private CodeBlock call(Value value, List<String> lifetimes, CodeBlock source, At at, Env env, Helpers.Body body) {
        Shape shape = Shape.of(value);
        boolean copies = shape.copies();
        boolean owns = shape.ownership() != Ownership.NOTHING && !isCopied(value);
        boolean objects = shape.ownership() == Ownership.OBJECTS;
        boolean dylib = shape.dylib();
        boolean grows = shape.grows();
        boolean placed = !(value instanceof Value.Composite);
        CodeBlock name = helpers.method("write", value, env, (method, inner) -> {
            if (copies) {
                method.addParameter(Api.CALL_FRAME, "frame");
            }
            if (owns) {
                method.addParameter(Api.MAKING, "making");
            }
            if (grows) {
                method.addParameter(Api.COPIES, "copies");
            }
            if (objects) {
                method.addParameters(Helpers.regions(shape, inner));
            } else if (dylib) {
                method.addParameter(Api.REGION, inner.region(Lifetimes.DYLIB).toString());
            }
            method.addParameter(types.of(value), "value").addParameter(TypeName.LONG, "at");
            if (placed) {
                method.addParameter(String.class, "place");
            }
            return body.apply(method, inner);
        });
        List<CodeBlock> arguments = new ArrayList<>();
        if (copies) {
            arguments.add(CodeBlock.of("frame"));
        }
        if (owns) {
            arguments.add(env.making());
        }
        if (grows) {
            arguments.add(env.copies());
        }
        if (objects) {
            lifetimes.forEach(lifetime -> arguments.add(env.region(lifetime)));
        }
        if (dylib) {
            arguments.add(env.region(Lifetimes.DYLIB));
        }
        arguments.add(source);
        arguments.add(at.code());
        if (placed) {
            arguments.add(env.place());
        }
        return CodeBlock.of("$L($L)", name, CodeBlock.join(arguments, ",$W"));
    }

    /** Whether it is put into the memory of the call, with all that it owns. */
    private static boolean isCopied(Value value) {
        return switch (value) {
            case Value.Slice s -> s.holding() == Holding.COPIED;
            case Value.Ref r -> r.holding() == Holding.COPIED;
            case Value _ -> false;
        };
    }

    private MethodSpec.Builder vector(Value.Vector vector, MethodSpec.Builder method, Env env) {
        Value element = vector.element();
        String made = vector.growing() ? "vector" : "slice";
        CodeBlock extent = CodeBlock.of("$L, $L", sizes.size(element), sizes.align(element));
        if (element instanceof Value.Scalar s) {
            CodeBlock array = checkedArray(s.kind(), CodeBlock.of("value"), env);
            return method.addStatement(
                    "$T.put($L,$Wmaking.$N(at,$Wvalue.length,$W$L))", Api.SLICES, array, made, extent);
        }
        Discarding discarding = discarding(element, env);
        return method.addStatement("$T elements = $T.copyOf(value, place)", types.of(vector), Api.SLICES)
                .addCode(discarding.before())
                .addStatement(
                        "$T.put(elements,$Wmaking.$N(at,$Welements.size(),$W$L$L),$W$L,$W$L)",
                        Api.SLICES,
                        made,
                        extent,
                        freer(element, discarding),
                        sizes.size(element),
                        writer(element, env));
    }

    private MethodSpec.Builder boxed(Value.Boxed boxed, MethodSpec.Builder method, Env env) {
        Value target = boxed.target();
        Discarding discarding = discarding(target, env);
        return method.addCode(discarding.before())
                .addStatement(
                        "long target = making.$N(at, $L, $L$L)",
                        boxed.counted() ? "shared" : "box",
                        growing.size(target, env),
                        growing.align(target, env),
                        target instanceof Value.Composite c && c.isGrowing()
                                ? grownFreer(c, discarding)
                                : freer(target, discarding))
                .addCode(write(target, CodeBlock.of("value"), At.variable("target"), env));
    }

    /**
     * What drops what lies in memory that the library frees.
     *
     * @param before the statement for what knows the library, which only opaque values need: they have no table
     */
    private record Discarding(CodeBlock before, Env env) {}

    private Discarding discarding(Value value, Env env) {
        if (!plan.ownsOpaque(value)) {
            return new Discarding(CodeBlock.of(""), env.discarding());
        }
        CodeBlock name = CodeBlock.of("$N", env.variables().number("discarding"));
        CodeBlock before = CodeBlock.builder()
                .addStatement("$T $L = $L.discarding()", Api.RECEIVING, name, env.making())
                .build();
        return new Discarding(before, env.discarding(name));
    }

    /** What frees a struct that the library may have put more into than this version knows. */
    private CodeBlock grownFreer(Value.Composite value, Discarding discarding) {
        return CodeBlock.of(
                ",$W$L.freer($S$L)",
                discarding.env().copies(),
                growing.name(value.declaration()),
                Freeing.freesFields(value)
                        ? CodeBlock.of(",$W$L,$W$L", discarding.env().received(), freeing.fieldsFreer(value))
                        : freer(value, discarding));
    }

    /** A further argument where what lies in the memory owns something. */
    private CodeBlock freer(Value value, Discarding discarding) {
        return Ownership.of(value) == Ownership.NOTHING
                ? CodeBlock.of("")
                : CodeBlock.of(",$W$L", freeing.freer(value, discarding.env()));
    }
}
