package org.rdylib.codegen.java.call;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.TypeName;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.rdylib.codegen.java.plan.Api;
import org.rdylib.codegen.java.plan.Argument;
import org.rdylib.codegen.java.plan.Env;
import org.rdylib.codegen.java.plan.Growing;
import org.rdylib.codegen.java.plan.Plan;
import org.rdylib.codegen.java.plan.Sizes;
import org.rdylib.codegen.java.plan.Value;
import org.rdylib.codegen.java.plan.Value.Holding;
import org.rdylib.codegen.java.value.At;
import org.rdylib.codegen.java.value.Freeing;
import org.rdylib.codegen.java.value.Marshalling;
import org.rdylib.codegen.java.value.ObjectPassing;
import org.rdylib.codegen.java.value.Passed;
import org.rdylib.codegen.java.value.Scalars;
import org.rdylib.codegen.java.value.Writing;

/** Code that passes Java values to a native function. */
public final class Passing {
    private final Sizes sizes;
    private final Growing growing;
    private final Marshalling marshalling;
    private final MutSlices slices;
    private final KeptPlaces keptPlaces;
    private final OptionalPlaces optionalPlaces;
    private final ObjectPassing objects;
    private final OpaquePassing opaques;

    Passing(Plan plan, Marshalling marshalling) {
        this.sizes = plan.sizes();
        this.growing = plan.growing();
        this.marshalling = marshalling;
        this.slices = new MutSlices(plan, marshalling);
        this.keptPlaces = new KeptPlaces(plan, marshalling, slices);
        this.optionalPlaces = new OptionalPlaces(plan, marshalling);
        this.objects = new ObjectPassing(plan, marshalling.closures());
        this.opaques = new OpaquePassing(marshalling);
    }

    /**
     * Passes the parameter {@code argument} of the generated method.
     *
     * @param library the expression for the library that is called
     * @param framed whether the call has a frame
     */
    Passed pass(Argument argument, CodeBlock library, boolean framed, Env env) {
        CodeBlock source = CodeBlock.of("$N", argument.name());
        Value value = argument.value();
        return switch (value) {
            case Value.Scalar s -> scalar(s, argument.name(), env);
            case Value.PlainEnum e -> {
                TypeName type = Carrier.of(e.declaration().repr()).type();
                yield inLocal(type, argument.name() + "Tag", marshalling.tags().encode(e, source, env), env);
            }
            case Value.Text t
            when t.holding() == Holding.BORROWED ->
                t.terminated()
                        ? address(t, source, argument.name(), env)
                        : words(
                                argument.name(),
                                Writing.address(t, source, env),
                                CodeBlock.of("$L.byteLength()", source),
                                env);
            case Value.Text t -> text(t, source, argument.name(), env);
            case Value.Slice s
            when s.holding() == Holding.BORROWED ->
                words(argument.name(), Writing.address(s, source, env), CodeBlock.of("$L.size()", source), env);
            case Value.Slice s
            when s.holding() == Holding.KEPT ->
                inMemory(s, source, argument.name(), env).byWords(2);
            case Value.Slice s -> slice(s, source, argument.name(), env);
            case Value.Ref r when r.holding() == Holding.BORROWED -> address(r, source, argument.name(), env);
            case Value.Ref r
            when r.holding() == Holding.KEPT ->
                inMemory(r, source, argument.name(), env).byWords(1);
            case Value.Ref r ->
                inMemory(r.target(), source, argument.name(), env.lending()).byAddress();
            case Value place when place.isPlace() && place.kept().isPresent() -> keptPlaces.pass(place, argument, env);
            case Value.Mut(Value.Option option, var _, var _)
            when option.value() instanceof Value.Opaque o -> opaques.placed(option, o, argument, library, env);
            case Value.Mut m -> mutable(m, argument, env);
            case Value.MutSlice m -> slices.pass(m, argument.name(), argument.content(), env);
            case Value.MutText _ -> mutableText(argument, env);
            case Value.Option option when option.isPlace() -> optionalPlaces.pass(option.value(), argument, env);
            case Value.Pointer _ ->
                inLocal(
                        TypeName.LONG,
                        argument.name() + "At",
                        CodeBlock.of("$T.pointer($L,$W$L)", Api.VALUES, source, env.place()),
                        env);
            case Value.Option(Value.Opaque o, var _) ->
                OpaquePassing.optional(o, source, argument.name(), library, env);
            case Value.Option(Value.Called c, var _) ->
                Closures.lendOptional(
                        marshalling.closures(), c, source, framed ? Optional.empty() : Optional.of(library), env);
            case Value.Option(Value.LentObject o, var _) -> objects.lendOptional(o, argument.name(), library, env);
            case Value.Option(Value.BoxedClosure c, var _)
            when c.callback().c().isPresent() -> CClosures.giveOptional(marshalling.closures(), c, source, env);
            case Value.BoxedClosure c
            when c.callback().c().isPresent() -> CClosures.give(marshalling.closures(), c, source, env);
            case Value.Option o
            when Sizes.isNullable(o) && !Carriers.isStruct(o) -> nullable(o, source, argument.name(), env);
            case Value.Option _, Value.Result _, Value.Tuple _, Value.Composite _ ->
                inMemory(value, source, argument.name(), env).byValue();
            case Value.OwnedText _, Value.Vector _, Value.Boxed _ ->
                inMemory(value, source, argument.name(), env).byValue();
            case Value.Called c ->
                Closures.lend(marshalling.closures(), c, source, framed ? Optional.empty() : Optional.of(library), env);
            case Value.LentObject o -> objects.lend(o, argument.name(), library, env);
            case Value.BoxedObject _, Value.BoxedClosure _ ->
                inMemory(value, source, argument.name(), env).byWords(2);
            case Value.Function f ->
                inLocal(TypeName.LONG, argument.name() + "At", objects.address(f, source, env), env);
            case Value.Opaque o -> OpaquePassing.pass(o, source, argument.name(), library, env);
            case Value.Unit _, Value.Array _, Value.Wide _, Value.MutWithin _, Value.MutViewed _ ->
                throw new IllegalArgumentException(value.at() + ": not a parameter");
            case Value.ViewedObject _, Value.ViewedClosure _ ->
                throw new IllegalArgumentException(value.at() + ": not a parameter");
        };
    }

    private static Passed scalar(Value.Scalar scalar, String name, Env env) {
        CodeBlock source = CodeBlock.of("$N", name);
        CodeBlock carried = Scalars.toCarrier(scalar.kind(), source, env.place());
        return carried.equals(source)
                ? Passed.of(source)
                : inLocal(Carrier.of(scalar.kind()).type(), name + "Value", carried, env);
    }

    static Passed inLocal(TypeName type, String name, CodeBlock carried, Env env) {
        String local = env.variables().number(name);
        return new Passed(
                CodeBlock.builder()
                        .addStatement("$T $N = $L", type, local, carried)
                        .build(),
                List.of(CodeBlock.of("$N", local)));
    }

    private static Passed address(Value view, CodeBlock source, String name, Env env) {
        return inLocal(TypeName.LONG, name + "At", Writing.address(view, source, env), env);
    }

    private static Passed words(String name, CodeBlock first, CodeBlock second, Env env) {
        String at = env.variables().number(name + "At");
        String length = env.variables().number(name + "Length");
        return new Passed(
                CodeBlock.builder()
                        .addStatement("long $N = $L", at, first)
                        .addStatement("long $N = $L", length, second)
                        .build(),
                List.of(CodeBlock.of("$N", at), CodeBlock.of("$N", length)));
    }

    private static Passed text(Value.Text text, CodeBlock source, String name, Env env) {
        if (text.terminated()) {
            return inLocal(
                    TypeName.LONG,
                    name + "At",
                    CodeBlock.of("frame.copy($T.cUtf8($L,$W$L))", Api.VALUES, source, env.place()),
                    env);
        }
        String bytes = env.variables().number(name + "Bytes");
        Passed passed = words(name, CodeBlock.of("frame.copy($N)", bytes), CodeBlock.of("$N.length", bytes), env);
        CodeBlock encode = CodeBlock.builder()
                .addStatement("byte[] $N = $T.utf8($L,$W$L)", bytes, Api.VALUES, source, env.place())
                .build();
        return passed.preceded(encode);
    }

    private Passed slice(Value.Slice slice, CodeBlock source, String name, Env env) {
        return words(
                name, marshalling.writing().copied(slice, source, env.lending()), Writing.length(slice, source), env);
    }

    /** A value that has been put into the frame's memory. */
    private record Put(CodeBlock statements, String at, long size) {
        Passed byAddress() {
            return new Passed(statements, List.of(CodeBlock.of("$N", at)));
        }

        /** What is one word or two in registers is the same in memory. */
        Passed byWords(int count) {
            return new Passed(
                    statements,
                    IntStream.range(0, count)
                            .mapToObj(i -> CodeBlock.of(
                                    "$T.getLong($L)",
                                    Api.MEMORY,
                                    At.variable(at).plus(i * Sizes.WORD).code()))
                            .toList());
        }

        Passed byValue() {
            return new Passed(statements, List.of(CodeBlock.of("$T.segment($N, $L)", Api.MEMORY, at, size)));
        }
    }

    private Put inMemory(Value value, CodeBlock source, String name, Env env) {
        String at = env.variables().number(name + "At");
        CodeBlock statements = CodeBlock.builder()
                .addStatement(
                        "long $N = frame.reserve($L, $L)", at, growing.size(value, env), growing.align(value, env))
                .add(marshalling.writing().write(value, source, At.variable(at), env))
                .build();
        return new Put(statements, at, sizes.size(value));
    }

    private Passed mutable(Value.Mut mut, Argument argument, Env env) {
        Put put = inMemory(mut.target(), CodeBlock.of("$N", argument.content()), argument.name(), env);
        CodeBlock read = marshalling.reading().read(mut.target(), At.variable(put.at()), env);
        CodeBlock after = CodeBlock.builder()
                .addStatement("frame.update($N,$W$L)", argument.name(), read)
                .build();
        CodeBlock release = Freeing.isNeeded(mut.target())
                ? CodeBlock.builder()
                        .addStatement(marshalling.freeing().free(mut.target(), At.variable(put.at()), env))
                        .build()
                : CodeBlock.of("");
        return new Passed(put.statements(), put.byAddress().arguments(), after, release);
    }

    /** The bytes of a text, which the callee may change to those of another as long. */
    private static Passed mutableText(Argument argument, Env env) {
        String bytes = env.variables().number(argument.name() + "Bytes");
        String at = env.variables().number(argument.name() + "At");
        CodeBlock before = CodeBlock.builder()
                .addStatement("byte[] $N = $T.utf8($N,$W$L)", bytes, Api.VALUES, argument.content(), env.place())
                .addStatement("long $N = frame.copy($N)", at, bytes)
                .build();
        CodeBlock after = CodeBlock.builder()
                .addStatement(
                        "frame.update($N,$W$T.string($N,$W$N.length,$W$L))",
                        argument.name(),
                        Api.VALUES,
                        at,
                        bytes,
                        env.place())
                .build();
        return new Passed(
                before,
                List.of(CodeBlock.of("$N", at), CodeBlock.of("(long) $N.length", bytes)),
                after,
                CodeBlock.of(""));
    }

    /** An option of one or two words: its words in memory are its words in registers. */
    private Passed nullable(Value.Option option, CodeBlock source, String name, Env env) {
        Put put = inMemory(option, source, name, env);
        return put.byWords((int) (put.size() / Sizes.WORD));
    }
}
