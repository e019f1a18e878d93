package org.rdylib.codegen.java.call;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;
import org.rdylib.codegen.java.plan.Api;
import org.rdylib.codegen.java.plan.Callback;
import org.rdylib.codegen.java.plan.Env;
import org.rdylib.codegen.java.plan.Identifiers;
import org.rdylib.codegen.java.plan.Lifetimes;
import org.rdylib.codegen.java.plan.Plan;
import org.rdylib.codegen.java.plan.Rule;
import org.rdylib.codegen.java.plan.Scope;
import org.rdylib.codegen.java.plan.Value;
import org.rdylib.codegen.java.value.ClosureNames;
import org.rdylib.codegen.java.value.Marshalling;
import org.rdylib.codegen.java.value.Nulls;
import org.rdylib.codegen.java.value.Passed;
import org.rdylib.codegen.java.value.Terms;
import org.rdylib.spec.Bound;

/**
 * How the library calls closures and objects of Java, and Java closures of the library: a class for each closure type and
 * each interface.
 */
public final class Closures implements Rule {
    private final ClosureNames closures;
    private final UpcallBody entries;
    private final PlainUpcallBody plain;
    private final CClosures ofC;
    private final ForeignClosures foreign;
    private final InterfaceEntries interfaces;
    private final FutureEntries futures;

    public Closures(Plan plan, Marshalling marshalling, DowncallBody calls) {
        this.closures = marshalling.closures();
        this.entries = new UpcallBody(plan, marshalling);
        this.plain = new PlainUpcallBody(entries, marshalling);
        this.ofC = new CClosures(plan, plain);
        this.foreign = new ForeignClosures(plan, calls);
        this.interfaces = new InterfaceEntries(closures, entries, plain);
        this.futures = new FutureEntries(plan, marshalling, entries);
    }

    /**
     * Lends a closure to the library for a call.
     *
     * @param frameless the library, if the call has no frame
     */
    static Passed lend(
            ClosureNames closures, Value.Called called, CodeBlock source, Optional<CodeBlock> frameless, Env env) {
        Callback callback = called.callback();
        if (callback.c().isPresent()) {
            return CClosures.lend(closures, called, source, env);
        }
        CodeBlock data = data(closures, called, source, frameless, env);
        return words(source, data, CodeBlock.of("$T.TYPE.table()", closures.entry(callback)), env);
    }

    /** The same of one that may be missing, by the two words for it. */
    static Passed lendOptional(
            ClosureNames closures, Value.Called called, CodeBlock source, Optional<CodeBlock> frameless, Env env) {
        if (called.callback().c().isPresent()) {
            return CClosures.lendOptional(closures, called, source, env);
        }
        CodeBlock data = data(closures, called, CodeBlock.of("$L.get()", source), frameless, env);
        return words(
                source,
                CodeBlock.of("$L.isEmpty()$W? 0L$W: $L", source, data),
                CodeBlock.of("$L.isEmpty()$W? 0L$W: $T.TYPE.table()", source, closures.entry(called.callback())),
                env);
    }

    private static CodeBlock data(
            ClosureNames closures, Value.Called called, CodeBlock source, Optional<CodeBlock> frameless, Env env) {
        return frameless
                .map(library -> Terms.lendingTo(
                        library, closures.entry(called.callback()), closures.lent(called.callback(), source, env)))
                .orElseGet(() -> lending(closures, called, source, env));
    }

    /** The expression that lends a closure; its value is the data that the library gets. */
    static CodeBlock lending(ClosureNames closures, Value.Called called, CodeBlock source, Env env) {
        ClassName entry = closures.entry(called.callback());
        CodeBlock lent = closures.lent(called.callback(), source, env);
        Set<Bound> bounds = called.closure().bounds();
        return called.kept()
                .map(until -> Terms.lendingUntil(entry, lent, bounds, env.region(until)))
                .orElseGet(() -> Terms.lending(entry, lent, bounds));
    }

    private static Passed words(CodeBlock source, CodeBlock first, CodeBlock second, Env env) {
        String data = env.variables().number(source + "Data");
        String table = env.variables().number(source + "Table");
        CodeBlock before = CodeBlock.builder()
                .addStatement("long $N = $L", data, first)
                .addStatement("long $N = $L", table, second)
                .build();
        return new Passed(before, List.of(CodeBlock.of("$N", data), CodeBlock.of("$N", table)));
    }

    @Override
    public List<TypeSpec.Builder> types(Plan plan) {
        List<TypeSpec> nested = Stream.concat(
                        plan.callbacks().stream()
                                .filter(callback ->
                                        plan.isGiven(callback) || (plan.isTaken(callback) && !callback.isFuture()))
                                .map(callback -> type(plan, callback)),
                        plan.interfaces().stream().filter(plan::isImplemented).map(interfaces::type))
                .toList();
        if (nested.isEmpty()) {
            return List.of();
        }
        return List.of(TypeSpec.classBuilder(plan.names().closures())
                .addModifiers(Modifier.FINAL)
                .addAnnotation(Api.NULL_MARKED)
                .addJavadoc("How the library calls what it is lent and given, and Java the library's closures.\n")
                .addMethod(MethodSpec.constructorBuilder()
                        .addModifiers(Modifier.PRIVATE)
                        .build())
                .addTypes(nested));
    }

    private TypeSpec type(Plan plan, Callback callback) {
        ClassName entry = closures.entry(callback);
        TypeSpec.Builder nested = TypeSpec.classBuilder(entry)
                .addModifiers(Modifier.STATIC, Modifier.FINAL)
                .addMethod(MethodSpec.constructorBuilder()
                        .addModifiers(Modifier.PRIVATE)
                        .build());
        if (callback.isFuture()) {
            futures.addEntry(nested, callback, entry, lentRegions(callback));
            return nested.build();
        }
        if (plan.isGiven(callback)) {
            if (callback.isFunction()) {
                addFunction(nested, callback);
            } else {
                addEntry(nested, callback);
            }
        }
        if (plan.isTaken(callback)) {
            nested.addType(foreign.type(callback, closures.foreign(callback)));
        }
        return nested.build();
    }

    private void addFunction(TypeSpec.Builder nested, Callback callback) {
        UpcallBody.Native shape = entries.shape(callback.function(), List.of("data"));
        CodeBlock descriptor = Carriers.descriptor(entries.results(callback.function()), shape.carriers());
        CodeBlock entry = Entries.of("call", descriptor, callback.function());
        nested.addField(type(Api.FUNCTION_TYPE, "of", callback, target(callback), entry))
                .addMethod(call(callback));
        addLent(nested, callback);
    }

    private void addEntry(TypeSpec.Builder nested, Callback callback) {
        String factory = switch (callback.kind()) {
            case FN -> "shared";
            case FN_MUT -> "mutable";
            case FN_ONCE -> "once";
            case FUTURE -> throw new IllegalArgumentException(callback.place() + ": a future is no closure");
        };
        EntryTarget target = target(callback);
        boolean isOfC = callback.c().isPresent();
        CodeBlock entry = isOfC
                ? ofC.entry(callback)
                : Entries.of("call", entries.descriptor(callback.function()), callback.function());
        nested.addField(type(Api.CLOSURE_TYPE, factory, callback, target, entry))
                .addMethod(isOfC ? ofC.method(callback, target) : call(callback));
        addLent(nested, callback);
    }

    private EntryTarget target(Callback callback) {
        ClassName entry = closures.entry(callback);
        return callback.passed().isEmpty()
                ? EntryTarget.bare(callback.name())
                : EntryTarget.lent(entry, "closure", callback.passed(), lentRegions(callback));
    }

    private void addLent(TypeSpec.Builder nested, Callback callback) {
        if (!callback.passed().isEmpty()) {
            nested.addType(lent(callback));
        }
    }

    /**
     * The field for the type of a closure, a function or a future, which the library calls.
     *
     * @param of the loader's class of it
     * @param factory how it is called
     * @param entry the expression for how it is called
     */
    static FieldSpec type(ClassName of, String factory, Callback callback, EntryTarget target, CodeBlock entry) {
        return FieldSpec.builder(ParameterizedTypeName.get(of, target.type()), "TYPE", Modifier.STATIC, Modifier.FINAL)
                .initializer(
                        "$T.$N($S,$W$T.class,$W$T.lookup(),$W$L)",
                        of,
                        factory,
                        callback.place(),
                        target.type(),
                        Api.METHOD_HANDLES,
                        entry)
                .build();
    }

    private MethodSpec call(Callback callback) {
        UpcallBody.Native shape = entries.shape(callback.function(), List.of("data"));
        EntryTarget target = target(callback);
        String variable = shape.variables().number("closure");
        CodeBlock find = CodeBlock.builder()
                .addStatement("$T $N = upcall.target(TYPE, data)", target.type(), variable)
                .build();
        return MethodSpec.methodBuilder("call")
                .addModifiers(Modifier.STATIC)
                .returns(Carriers.returned(entries.results(callback.function())))
                .addParameter(TypeName.LONG, "data")
                .addParameters(shape.parameters())
                .addCode(
                        callback.function().isPlain()
                                ? plain.body(
                                        callback.function(),
                                        shape,
                                        PlainUpcallBody.Callee.ofData(
                                                find,
                                                target.receiver(variable),
                                                target.regions(variable),
                                                CodeBlock.of("")))
                                : entries.body(
                                        callback.function(),
                                        shape,
                                        CodeBlock.of("$T.enter()", Api.UPCALL),
                                        find,
                                        target.receiver(variable),
                                        target.regions(variable)))
                .build();
    }

    /** A closure together with the regions of the call that it is passed in. */
    private static TypeSpec lent(Callback callback) {
        MethodSpec.Builder constructor = MethodSpec.constructorBuilder().addParameter(callback.name(), "closure");
        lentRegions(callback).forEach(region -> constructor.addParameter(Api.REGION, region));
        TypeSpec.Builder type = TypeSpec.recordBuilder("Lent")
                .addJavadoc("A closure, and the regions of the call that it is passed in.\n")
                .recordConstructor(constructor.build())
                .addMethod(refusingNull("closure", callback.place()));
        return (callback.owned() ? closeable(type, "closure") : type).build();
    }

    /** The constructor of a record that a library is lent or given: it calls what is in it only later. */
    static MethodSpec refusingNull(String component, String place) {
        return MethodSpec.compactConstructorBuilder()
                .addCode(Nulls.refuse(component, place))
                .build();
    }

    /** Passes on that what a record is made of is dropped. */
    static TypeSpec.Builder closeable(TypeSpec.Builder type, String component) {
        return type.addSuperinterface(AutoCloseable.class)
                .addMethod(MethodSpec.methodBuilder("close")
                        .addModifiers(Modifier.PUBLIC)
                        .addAnnotation(Override.class)
                        .addStatement("$N.close()", component)
                        .build());
    }

    /** The names of the regions in such a record. */
    private static List<String> lentRegions(Callback callback) {
        Scope scope = Scope.of(Set.of("closure", "close"));
        Identifiers.OF_OBJECT.forEach(scope::claim);
        return callback.passed().stream()
                .map(lifetime -> scope.number(Lifetimes.variable(lifetime)))
                .toList();
    }
}
