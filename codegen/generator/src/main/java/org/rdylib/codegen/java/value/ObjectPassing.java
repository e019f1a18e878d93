package org.rdylib.codegen.java.value;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.IntFunction;
import javax.lang.model.element.Modifier;
import org.rdylib.codegen.java.plan.Api;
import org.rdylib.codegen.java.plan.Callback;
import org.rdylib.codegen.java.plan.Env;
import org.rdylib.codegen.java.plan.Plan;
import org.rdylib.codegen.java.plan.Scope;
import org.rdylib.codegen.java.plan.Shape;
import org.rdylib.codegen.java.plan.Value;
import org.rdylib.spec.Bound;
import org.rdylib.spec.Lifetime;

/** How objects of an interface are passed to the library: its own, and those that Java implements. */
public final class ObjectPassing {
    private final Plan plan;
    private final ClosureNames closures;

    public ObjectPassing(Plan plan, ClosureNames closures) {
        this.plan = plan;
        this.closures = closures;
    }

    /** The methods of the class of the library's objects. */
    public List<MethodSpec> methods(Plan.Interface declared) {
        List<MethodSpec> methods = new ArrayList<>(List.of(regionOf(declared)));
        for (int i = 0; i < declared.lifetimes().size(); i++) {
            methods.add(regionOf(declared, i));
        }
        methods.add(made(declared));
        methods.add(give(declared));
        return methods;
    }

    private static MethodSpec.Builder method(String name, TypeName result, Plan.Interface declared) {
        return MethodSpec.methodBuilder(name)
                .addModifiers(Modifier.STATIC)
                .returns(result)
                .addParameter(declared.name(), "value");
    }

    /** What Java implements is bounded by what it says itself. */
    private static MethodSpec regionOf(Plan.Interface declared) {
        return method("regionOf", Api.REGION, declared)
                .addStatement(
                        "return value instanceof $T made$W? made.object.region()$W: $T.of(value)",
                        declared.object(),
                        Api.REGIONS)
                .build();
    }

    private static MethodSpec regionOf(Plan.Interface declared, int index) {
        return method(declared.regionMethod(index), Api.REGION, declared)
                .addParameter(Api.REGION, "otherwise")
                .addStatement(
                        "return value instanceof $T made$W? made.$N$W: $T.of(value, otherwise)",
                        declared.object(),
                        declared.regions().get(index),
                        Api.REGIONS)
                .build();
    }

    /** The library's object; where Java can implement none, there is no other. */
    private MethodSpec made(Plan.Interface declared) {
        MethodSpec.Builder method = method(
                        "made",
                        plan.isImplemented(declared) ? Api.FOREIGN_OBJECT.annotated(Api.NULLABLE) : Api.FOREIGN_OBJECT,
                        declared)
                .beginControlFlow("if (value instanceof $T made)", declared.object())
                .addStatement("return made.object")
                .endControlFlow();
        return plan.isImplemented(declared)
                ? method.addStatement("return null").build()
                : method.addStatement(
                                "throw new $T($S)",
                                IllegalArgumentException.class,
                                "only a " + declared.name().simpleName()
                                        + " that the library has made can be passed to it")
                        .build();
    }

    private MethodSpec give(Plan.Interface declared) {
        MethodSpec.Builder method = MethodSpec.methodBuilder("give")
                .addModifiers(Modifier.STATIC)
                .addParameter(Api.MAKING, "making")
                .addParameter(declared.name(), "value");
        declared.regions().forEach(region -> method.addParameter(Api.REGION, region));
        if (!plan.isImplemented(declared)) {
            return method.addParameter(Api.SENDING, "sending")
                    .addParameter(TypeName.BOOLEAN, "counted")
                    .addParameter(TypeName.LONG, "at")
                    .addCode(invariant(
                            declared,
                            i -> CodeBlock.of(
                                    "$N(value, $N)",
                                    declared.regionMethod(i),
                                    declared.regions().get(i))))
                    .addStatement("making.give(made(value), sending, counted, at)")
                    .build();
        }
        String bound = bound(declared);
        method.addParameter(Api.REGION, bound);
        List<String> regions = new ArrayList<>(declared.regions());
        regions.add(bound);
        ClassName entries = closures.entries(declared);
        CodeBlock tables = declared.isPartial() ? CodeBlock.of("$T.tables(value),$W", entries) : CodeBlock.of("");
        return method.addParameter(Api.SENDING, "sending")
                .addParameter(TypeName.BOOLEAN, "counted")
                .addParameter(TypeName.LONG, "at")
                .beginControlFlow("if (value instanceof $T made)", declared.object())
                .addCode(invariant(
                        declared,
                        i -> CodeBlock.of("made.$N", declared.regions().get(i))))
                .addStatement("making.give(made.object, sending, counted, at)")
                .nextControlFlow("else")
                .addStatement(
                        "making.keep($T.TYPE,$Wnew $T(value,$W$L),$W$L$N,$Wcounted,$Wsending,$Wat)",
                        entries,
                        entries.nestedClass("Lent"),
                        regions.stream()
                                .map(region -> CodeBlock.of("$N", region))
                                .collect(CodeBlock.joining(",$W")),
                        tables,
                        bound)
                .endControlFlow()
                .build();
    }

    /**
     * Holds the regions that an object of the library's is given for to those that it was made for, which are not shorter. A
     * call settles its regions by the objects that it is passed, but not by those within other values.
     *
     * @param made the one that it was made for, by its index
     */
    private static CodeBlock invariant(Plan.Interface declared, IntFunction<CodeBlock> made) {
        CodeBlock.Builder statements = CodeBlock.builder();
        for (int i = 0; i < declared.lifetimes().size(); i++) {
            statements.add(Carrying.requireOutlives(
                    CodeBlock.of("$N", declared.regions().get(i)),
                    made.apply(i),
                    declared.lifetimes().get(i) + " in an object's type"));
        }
        return statements.build();
    }

    /** What the region of an object's bound is called beside those of its interface's lifetimes. */
    public static String bound(Plan.Interface declared) {
        Scope scope = Scope.of(Set.of("object", "making", "value", "sending", "counted", "at"));
        declared.regions().forEach(scope::claim);
        return scope.number("bound");
    }

    /** Lends an object to the library, for a call or longer. */
    public Passed lend(Value.LentObject lent, String name, CodeBlock library, Env env) {
        Plan.Interface declared = plan.declared(lent.object());
        CodeBlock source = CodeBlock.of("$N", name);
        String object = env.variables().number(name + "Object");
        CodeBlock pass = pass(lent, CodeBlock.of("$N", object), library, env);
        if (!plan.isImplemented(declared)) {
            CodeBlock before = CodeBlock.builder()
                    .addStatement("$T $N = $T.made($L)", Api.FOREIGN_OBJECT, object, declared.object(), source)
                    .addStatement("$L", pass)
                    .build();
            return new Passed(before, List.of(CodeBlock.of("$N.data()", object), CodeBlock.of("$N.table()", object)));
        }
        String data = env.variables().number(name + "Data");
        String table = env.variables().number(name + "Table");
        ClassName entries = closures.entries(declared);
        CodeBlock before = CodeBlock.builder()
                .addStatement(
                        "$T $N = $T.made($L)",
                        Api.FOREIGN_OBJECT.annotated(Api.NULLABLE),
                        object,
                        declared.object(),
                        source)
                .addStatement(
                        "long $N = $N == null$W? $L$W: $L.data()",
                        data,
                        object,
                        lendOwn(lent, entries, source, env),
                        pass)
                .addStatement(
                        "long $N = $N == null$W? $L$W: $N.table()", table, object, table(declared, source), object)
                .build();
        return new Passed(before, List.of(CodeBlock.of("$N", data), CodeBlock.of("$N", table)));
    }

    /** The same of one that may be missing, by the two words for it. */
    public Passed lendOptional(Value.LentObject lent, String name, CodeBlock library, Env env) {
        Plan.Interface declared = plan.declared(lent.object());
        CodeBlock source = CodeBlock.of("$N.get()", name);
        CodeBlock made = CodeBlock.of("$T.made($L)", declared.object(), source);
        String data = env.variables().number(name + "Data");
        String table = env.variables().number(name + "Table");
        CodeBlock.Builder before = CodeBlock.builder();
        if (plan.isImplemented(declared)) {
            ClassName entries = closures.entries(declared);
            String object = env.variables().number(name + "Object");
            before.addStatement(
                            "$T $N = $N.isPresent()$W? $L$W: null",
                            Api.FOREIGN_OBJECT.annotated(Api.NULLABLE),
                            object,
                            name,
                            made)
                    .addStatement(
                            "long $N = $N.isEmpty()$W? 0L$W: $N == null$W? $L$W: $L.data()",
                            data,
                            name,
                            object,
                            lendOwn(lent, entries, source, env),
                            pass(lent, CodeBlock.of("$N", object), library, env))
                    .addStatement(
                            "long $N = $N.isEmpty()$W? 0L$W: $N == null$W? $L$W: $N.table()",
                            table,
                            name,
                            object,
                            table(declared, source),
                            object);
        } else {
            before.addStatement("long $N = $N.isEmpty()$W? 0L$W: $L.data()", data, name, pass(lent, made, library, env))
                    .addStatement("long $N = $N.isEmpty()$W? 0L$W: $L.table()", table, name, made);
        }
        return new Passed(before.build(), List.of(CodeBlock.of("$N", data), CodeBlock.of("$N", table)));
    }

    /** The expression for the table of one of Java's, which may be asked what it has: it is known to be there. */
    private CodeBlock table(Plan.Interface declared, CodeBlock source) {
        ClassName entries = closures.entries(declared);
        return declared.isPartial()
                ? CodeBlock.of("$T.tables($L).table()", entries, source)
                : CodeBlock.of("$T.TYPE.table()", entries);
    }

    /** The expression that passes one of the library's own, and is it. */
    private static CodeBlock pass(Value.LentObject lent, CodeBlock object, CodeBlock library, Env env) {
        return CodeBlock.of(
                "$L.$N(frame, $L, $L$L)",
                object,
                lent.exclusive() ? "passExclusive" : "passShared",
                library,
                Terms.sending(lent.object().bounds()),
                lent.kept()
                        .map(until -> CodeBlock.of(",$W$L", env.region(until)))
                        .orElse(CodeBlock.of("")));
    }

    /** The expression that lends one of Java's; its value is the data that the library gets. */
    private static CodeBlock lendOwn(Value.LentObject lent, ClassName entries, CodeBlock source, Env env) {
        List<CodeBlock> regions =
                Shape.lifetimes(lent).stream().map(env::region).toList();
        CodeBlock target =
                CodeBlock.of("new $T($L,$W$L)", entries.nestedClass("Lent"), source, CodeBlock.join(regions, ",$W"));
        return lent.kept()
                .map(until -> Terms.lendingUntil(entries, target, lent.object().bounds(), env.region(until)))
                .orElseGet(() -> Terms.lending(entries, target, lent.object().bounds()));
    }

    /** The statements that lend the object {@code value} within another value: {@code {data, table}} at {@code at}. */
    CodeBlock lend(Value.ViewedObject lent, Env env) {
        Plan.Interface declared = plan.declared(lent.object());
        CodeBlock source = CodeBlock.of("value");
        CodeBlock pass = CodeBlock.builder()
                .addStatement(
                        "making.$N(object, $L, $L, at)",
                        lent.exclusive() ? "lendExclusive" : "lendShared",
                        Terms.sending(lent.object().bounds()),
                        env.region(lent.lifetime()))
                .build();
        CodeBlock.Builder code = CodeBlock.builder();
        if (!plan.isImplemented(declared)) {
            return code.addStatement("$T object = $T.made(value)", Api.FOREIGN_OBJECT, declared.object())
                    .add(pass)
                    .build();
        }
        ClassName entries = closures.entries(declared);
        CodeBlock target = CodeBlock.of(
                "new $T(value,$W$L)",
                entries.nestedClass("Lent"),
                Shape.lifetimes(lent).subList(0, lent.object().arguments().size() + 1).stream()
                        .map(env::region)
                        .collect(CodeBlock.joining(",$W")));
        return code.addStatement(
                        "$T object = $T.made(value)", Api.FOREIGN_OBJECT.annotated(Api.NULLABLE), declared.object())
                .beginControlFlow("if (object == null)")
                .add(lendOwn(entries, target, lent.object().bounds(), lent.lifetime(), table(declared, source), env))
                .nextControlFlow("else")
                .add(pass)
                .endControlFlow()
                .build();
    }

    /** The same of the closure {@code value}. */
    CodeBlock lend(Value.ViewedClosure lent, Env env) {
        ClassName entry = closures.entry(lent.callback());
        CodeBlock target = closures.lent(lent.callback(), CodeBlock.of("value"), env);
        CodeBlock table = CodeBlock.of("$T.TYPE.table()", entry);
        return lendOwn(entry, target, lent.closure().bounds(), lent.lifetime(), table, env);
    }

    private static CodeBlock lendOwn(
            ClassName entry, CodeBlock target, Set<Bound> bounds, Lifetime lifetime, CodeBlock table, Env env) {
        CodeBlock data = CodeBlock.of(
                "making.lend($T.TYPE,$W$L,$W$L,$W$L)", entry, target, Terms.sending(bounds), env.region(lifetime));
        return Writing.putWords(At.variable("at"), data, table);
    }

    /** The expression that gives an opaque value back to the library, or lends it, within something else. */
    static CodeBlock handle(Value.Opaque value, CodeBlock source, At at, Env env) {
        String method = switch (value.having()) {
            case OWNED -> "give";
            case VIEWED -> "lendShared";
            case VIEWED_EXCLUSIVELY -> "lendExclusive";
            case LENT, LENT_EXCLUSIVELY -> throw new IllegalArgumentException(value.at() + ": a parameter");
        };
        CodeBlock until = value.reference()
                .map(lifetime -> CodeBlock.of(",$W$L", env.region(lifetime)))
                .orElse(CodeBlock.of(""));
        return CodeBlock.of("$L.$N($L.object$L,$W$L)", env.making(), method, source, until, at.code());
    }

    /** The expression that gives an object to the library, at an address. */
    CodeBlock give(Value.BoxedObject object, CodeBlock source, At at, Env env) {
        Plan.Interface declared = plan.declared(object.object());
        List<CodeBlock> arguments = new ArrayList<>(List.of(env.making(), source));
        List<Lifetime> lifetimes = plan.isImplemented(declared)
                ? Shape.lifetimes(object)
                : object.object().arguments();
        lifetimes.forEach(lifetime -> arguments.add(env.region(lifetime)));
        arguments.add(Terms.sending(object.object().bounds()));
        arguments.add(CodeBlock.of("$L", object.counted()));
        arguments.add(at.code());
        return CodeBlock.of("$T.give($L)", declared.object(), CodeBlock.join(arguments, ",$W"));
    }

    /** The same for a closure. */
    CodeBlock give(Value.BoxedClosure closure, CodeBlock source, At at, Env env) {
        ClassName entry = closures.entry(closure.callback());
        List<CodeBlock> regions = closure.callback().lifetimes(closure.closure()).stream()
                .map(env::region)
                .toList();
        boolean isFuture = closure.callback().isFuture();
        CodeBlock value = isFuture
                ? CodeBlock.of(
                        "$T.of($L,$W$S)",
                        Api.HOST_FUTURE,
                        source,
                        closure.callback().place())
                : source;
        List<CodeBlock> lent = new ArrayList<>(List.of(value));
        lent.addAll(regions.subList(0, regions.size() - 1));
        CodeBlock target = isFuture || lent.size() > 1
                ? CodeBlock.of("new $T($L)", entry.nestedClass("Lent"), CodeBlock.join(lent, ",$W"))
                : source;
        return CodeBlock.of(
                "$L.keep($T.TYPE,$W$L,$W$L,$W$L,$W$L,$W$L)",
                env.making(),
                entry,
                target,
                regions.getLast(),
                closure.counted(),
                Terms.sending(closure.closure().bounds()),
                at.code());
    }

    /** The expression for the address of a function. */
    public CodeBlock address(Value.Function function, CodeBlock source, Env env) {
        Callback callback = function.callback();
        CodeBlock fixed = callback.fixed().stream()
                .map(lifetime -> CodeBlock.of(",$W$L", env.region(lifetime)))
                .collect(CodeBlock.joining(""));
        return CodeBlock.of(
                "$L.function($T.TYPE,$W$L,$W$L,$W$L$L)",
                env.making(),
                closures.entry(callback),
                source,
                closures.lent(callback, source, env),
                env.region(function.closure().bound()),
                fixed);
    }
}
