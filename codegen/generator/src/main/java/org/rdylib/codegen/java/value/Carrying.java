package org.rdylib.codegen.java.value;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.rdylib.codegen.java.plan.Api;
import org.rdylib.codegen.java.plan.Env;
import org.rdylib.codegen.java.plan.JavaTypes;
import org.rdylib.codegen.java.plan.Lifetimes;
import org.rdylib.codegen.java.plan.Names;
import org.rdylib.codegen.java.plan.Plan;
import org.rdylib.codegen.java.plan.Shape;
import org.rdylib.codegen.java.plan.Value;
import org.rdylib.codegen.java.plan.Value.Holding;
import org.rdylib.spec.Type;

/** Code that asks Java values for the region of a lifetime: the shortest of those that carry it. */
public final class Carrying {
    private final Plan plan;
    private final JavaTypes types;
    private final Helpers helpers;

    Carrying(Plan plan, Helpers helpers) {
        this.plan = plan;
        this.types = new JavaTypes(plan.names());
        this.helpers = helpers;
    }

    /**
     * The expression for the region of {@code lifetime} in a value, if anything in it can carry one.
     *
     * @param source an expression without effects, which may be evaluated more than once: of a place, for what is in it
     */
    public Optional<CodeBlock> region(Value value, CodeBlock source, String lifetime, Env env) {
        if (!Shape.carries(value, lifetime)) {
            return Optional.empty();
        }
        return switch (value) {
            case Value.Scalar _, Value.Unit _, Value.PlainEnum _, Value.OwnedText _ -> Optional.empty();
            case Value.Pointer _, Value.Wide _, Value.MutText _, Value.MutWithin _, Value.MutViewed _ ->
                Optional.empty();
            case Value.Called c when !Lifetimes.name(c.closure().bound()).equals(lifetime) -> Optional.of(none());
            case Value.BoxedClosure c when !Lifetimes.name(c.closure().bound()).equals(lifetime) -> Optional.of(none());
            case Value.Function f when !Lifetimes.name(f.closure().bound()).equals(lifetime) -> Optional.of(none());
            case Value.ViewedClosure c
            when !Lifetimes.name(c.closure().bound()).equals(lifetime) -> Optional.of(none());
            case Value.BoxedClosure _, Value.Called _, Value.Function _, Value.ViewedClosure _ ->
                Optional.of(CodeBlock.of("$T.of($L)", Api.REGIONS, source));
            case Value.LentObject o -> shortest(object(o.object(), source, lifetime));
            case Value.BoxedObject o -> shortest(object(o.object(), source, lifetime));
            case Value.ViewedObject o ->
                shortest(object(o.object(), source, lifetime)).or(() -> Optional.of(none()));
            case Value.Opaque o -> shortest(opaque(o, source, lifetime));
            case Value.Text _ -> Optional.of(CodeBlock.of("$L.region()", source));
            // What a view refers to outlives it, so the region of the view may stand for that of its contents.
            case Value.Ref r when r.holding() == Holding.BORROWED -> Optional.of(CodeBlock.of("$L.region()", source));
            case Value.Slice s when s.holding() == Holding.BORROWED -> Optional.of(CodeBlock.of("$L.region()", source));
            case Value.Ref r -> region(r.target(), source, lifetime, env).or(() -> Optional.of(none()));
            case Value.Slice s when !Shape.carries(s.element(), lifetime) -> Optional.of(none());
            case Value.Slice s -> Optional.of(all(s.element(), source, lifetime, env));
            case Value.Mut m -> region(m.target(), source, lifetime, env);
            case Value.Vector v -> Optional.of(all(v.element(), source, lifetime, env));
            case Value.Boxed b -> region(b.target(), source, lifetime, env);
            case Value.MutSlice m -> Optional.of(all(m.element(), source, lifetime, env));
            case Value.Array a -> Optional.of(all(a.element(), source, lifetime, env));
            case Value.Option o ->
                Optional.of(CodeBlock.of(
                        "$L.map($L)$W.orElse($T.forever())", source, function(o.value(), lifetime, env), Api.REGION));
            case Value.Tuple t ->
                shortest(IntStream.range(0, t.elements().size())
                        .mapToObj(i -> region(
                                t.elements().get(i), CodeBlock.of("$L.$N()", source, Names.position(i)), lifetime, env))
                        .flatMap(Optional::stream)
                        .toList());
            case Value.Result r ->
                Optional.of(call(r, source, lifetime, env, (method, inner) -> result(r, method, lifetime, inner)));
            case Value.Composite c -> composite(c, source, lifetime, env);
        };
    }

    private List<CodeBlock> opaque(Value.Opaque value, CodeBlock source, String lifetime) {
        List<CodeBlock> regions = new ArrayList<>(arguments(
                value, source, lifetime, IntStream.range(0, value.arguments().size())));
        value.reference()
                .filter(reference -> Lifetimes.name(reference).equals(lifetime))
                .ifPresent(_ -> regions.add(
                        CodeBlock.of(isBorrowed(value) ? "$L.object.borrowShared()" : "$L.object.region()", source)));
        return regions;
    }

    /** Whether what is made of it ends with its next exclusive use. */
    private static boolean isBorrowed(Value.Opaque value) {
        return value.having() == Value.Having.LENT && value.kept().isEmpty();
    }

    /** The regions that an opaque value was made with for {@code lifetime}, where no others will do. */
    public List<CodeBlock> fixed(Value.Opaque value, CodeBlock source, String lifetime) {
        return arguments(value, source, lifetime, value.fixed());
    }

    private List<CodeBlock> arguments(Value.Opaque value, CodeBlock source, String lifetime, IntStream indexes) {
        Plan.Opaque declared = plan.opaque(value.declaration().name());
        return indexes.filter(i -> Lifetimes.name(value.arguments().get(i)).equals(lifetime))
                .mapToObj(i -> CodeBlock.of("$L.$N", source, declared.regions().get(i)))
                .toList();
    }

    private List<CodeBlock> object(Type.InterfaceObject object, CodeBlock source, String lifetime) {
        CodeBlock forever = CodeBlock.of("$T.forever()", Api.REGION);
        List<CodeBlock> regions = new ArrayList<>(fixed(object, source, lifetime, forever));
        if (Lifetimes.name(object.bound()).equals(lifetime)) {
            regions.add(CodeBlock.of("$T.regionOf($L)", plan.declared(object).object(), source));
        }
        return regions;
    }

    /**
     * The regions that an object was made with for {@code lifetime}: they stand in an invariant place.
     *
     * @param otherwise for one that Java implements, which was made with none
     */
    public List<CodeBlock> fixed(Type.InterfaceObject object, CodeBlock source, String lifetime, CodeBlock otherwise) {
        Plan.Interface declared = plan.declared(object);
        return IntStream.range(0, object.arguments().size())
                .filter(i -> Lifetimes.name(object.arguments().get(i)).equals(lifetime))
                .mapToObj(i ->
                        CodeBlock.of("$T.$N($L,$W$L)", declared.object(), declared.regionMethod(i), source, otherwise))
                .toList();
    }

    /** The shortest of some regions. */
    public static Optional<CodeBlock> shortest(List<CodeBlock> regions) {
        return regions.stream().reduce((a, b) -> CodeBlock.of("$T.shortest($L,$W$L)", Api.REGIONS, a, b));
    }

    private CodeBlock all(Value element, CodeBlock source, String lifetime, Env env) {
        return CodeBlock.of("$T.shortest($L,$W$L)", Api.REGIONS, source, function(element, lifetime, env));
    }

    private CodeBlock function(Value element, String lifetime, Env env) {
        String name = env.variables().number("item");
        CodeBlock body =
                region(element, CodeBlock.of("$N", name), lifetime, env).orElseThrow();
        env.variables().release(name);
        return CodeBlock.of("$N -> $L", name, body);
    }

    private CodeBlock call(Value value, CodeBlock source, String lifetime, Env env, Helpers.Body body) {
        CodeBlock name = helpers.method(
                Lifetimes.variable(lifetime) + "Of",
                value,
                env,
                (method, inner) ->
                        body.apply(method.returns(Api.REGION).addParameter(types.of(value), "value"), inner));
        return CodeBlock.of("$L($L)", name, source);
    }

    private MethodSpec.Builder result(Value.Result result, MethodSpec.Builder method, String lifetime, Env env) {
        method.addCode("return switch (value) {\n$>");
        for (boolean ok : new boolean[] {true, false}) {
            Value part = ok ? result.ok() : result.err();
            Optional<CodeBlock> region = region(part, CodeBlock.of("it"), lifetime, env);
            method.addCode(
                    "case $T.$N<$T, $T>($T $L) -> $L;\n",
                    Api.RESULT,
                    ok ? "Ok" : "Err",
                    types.boxed(result.ok()),
                    types.boxed(result.err()),
                    types.boxed(part),
                    region.isPresent() ? "it" : "_",
                    region.orElseGet(Carrying::none));
        }
        return method.addCode("$<};\n");
    }

    /** One helper for each lifetime parameter of a declared type that {@code lifetime} stands for. */
    private Optional<CodeBlock> composite(Value.Composite value, CodeBlock source, String lifetime, Env env) {
        List<CodeBlock> regions = new ArrayList<>();
        for (int i = 0; i < value.arguments().size(); i++) {
            if (Lifetimes.name(value.arguments().get(i)).equals(lifetime)) {
                String parameter =
                        Lifetimes.name(value.declaration().lifetimes().get(i));
                Value.Composite generic = value.generic();
                regions.add(call(
                        generic,
                        source,
                        parameter,
                        env,
                        (method, inner) -> composite(generic, method, parameter, inner)));
            }
        }
        return shortest(regions);
    }

    private MethodSpec.Builder composite(Value.Composite value, MethodSpec.Builder method, String lifetime, Env env) {
        return plan.declared(
                value,
                struct -> method.addStatement(
                        "return $L",
                        components(struct.components(), "value", lifetime, env).orElseGet(Carrying::none)),
                union -> {
                    method.addCode("return switch (value) {\n$>");
                    for (Plan.Alternative alternative : union.alternatives()) {
                        Optional<CodeBlock> region = components(alternative.components(), "it", lifetime, env);
                        method.addCode(
                                "case $T $L -> $L;\n",
                                alternative.name(),
                                region.isPresent() ? "it" : "_",
                                region.orElseGet(Carrying::none));
                    }
                    int index = value.declaration().lifetimes().stream()
                            .map(Lifetimes::name)
                            .toList()
                            .indexOf(lifetime);
                    union.unknown()
                            .ifPresent(unknown -> method.addCode(
                                    "case $T it -> $T.region(it.variant(), $L);\n", unknown, Api.COPIES, index));
                    return method.addCode("$<};\n");
                });
    }

    private Optional<CodeBlock> components(List<Plan.Component> components, String record, String lifetime, Env env) {
        return shortest(components.stream()
                .map(component ->
                        region(component.value(), CodeBlock.of("$N.$N()", record, component.name()), lifetime, env))
                .flatMap(Optional::stream)
                .toList());
    }

    /** Statements that hold what Java answers to the lifetimes that were asked for. */
    public CodeBlock answered(Value value, CodeBlock source, Env env) {
        return held("the answer", value, source, env);
    }

    /** The same of what Java leaves in a place. */
    public CodeBlock left(Value value, CodeBlock source, Env env) {
        return held("what is left there", value, source, env);
    }

    private CodeBlock held(String what, Value value, CodeBlock source, Env env) {
        CodeBlock.Builder statements = CodeBlock.builder();
        List<String> lifetimes = new ArrayList<>(Shape.of(value).lifetimes());
        lifetimes.add(Lifetimes.DYLIB);
        for (String lifetime : lifetimes) {
            region(value, source, lifetime, env)
                    .ifPresent(region -> statements.addStatement(
                            "$T.requireOutlives($L,$W$L,$W$S,$W$L)",
                            Api.REGIONS,
                            region,
                            env.region(lifetime),
                            what + ": " + lifetime,
                            env.place()));
        }
        return statements.build();
    }

    /** The statement that fails, and says {@code what}, where one region does not outlive the other. */
    public static CodeBlock requireOutlives(CodeBlock longer, CodeBlock shorter, String what) {
        return CodeBlock.builder()
                .addStatement("$T.requireOutlives($L,$W$L,$W$S)", Api.REGIONS, longer, shorter, what)
                .build();
    }

    /** The region of what nothing carries. */
    public static CodeBlock none() {
        return CodeBlock.of("$T.forever()", Api.REGION);
    }
}
