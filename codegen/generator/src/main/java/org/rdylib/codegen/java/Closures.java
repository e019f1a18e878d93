package org.rdylib.codegen.java;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;

/**
 * How the library calls closures and objects of Java, and Java closures of the library: a class for each closure type and
 * each interface.
 */
final class Closures implements Rule {
    private final ClosureNames closures;
    private final UpcallBody entries;
    private final CClosures ofC;
    private final ForeignClosures foreign;
    private final InterfaceEntries interfaces;
    private final FutureEntries futures;

    Closures(Plan plan, Marshalling marshalling, DowncallBody calls) {
        this.closures = marshalling.closures();
        this.entries = new UpcallBody(plan, marshalling);
        this.ofC = new CClosures(plan, marshalling, entries);
        this.foreign = new ForeignClosures(plan, calls);
        this.interfaces = new InterfaceEntries(closures, entries);
        this.futures = new FutureEntries(plan, marshalling, entries);
    }

    /** Lends a closure to the library for a call. */
    static Passing.Passed lend(ClosureNames closures, Value.Called called, CodeBlock source, Env env) {
        Plan.Callback callback = called.callback();
        if (callback.c().isPresent()) {
            return CClosures.lend(closures, called, source, env);
        }
        ClassName entry = closures.entry(callback);
        CodeBlock lent = closures.lent(callback, source, env);
        CodeBlock sending = Terms.isSending(called.closure().bounds())
                ? CodeBlock.of(",$W$L", Terms.sending(called.closure().bounds()))
                : CodeBlock.of("");
        String data = env.variables().number(source + "Data");
        String table = env.variables().number(source + "Table");
        CodeBlock before = CodeBlock.builder()
                .addStatement("long $N = frame.lend($T.TYPE, $L$L)", data, entry, lent, sending)
                .addStatement("long $N = $T.TYPE.table()", table, entry)
                .build();
        return new Passing.Passed(before, List.of(CodeBlock.of("$N", data), CodeBlock.of("$N", table)));
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

    private TypeSpec type(Plan plan, Plan.Callback callback) {
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

    private void addFunction(TypeSpec.Builder nested, Plan.Callback callback) {
        ClassName entry = closures.entry(callback);
        ClassName lent = callback.captured().isEmpty() ? callback.name() : entry.nestedClass("Lent");
        UpcallBody.Native shape = entries.shape(callback.function(), List.of("data"));
        nested.addField(FieldSpec.builder(
                                ParameterizedTypeName.get(Api.FUNCTION_TYPE, lent),
                                "TYPE",
                                Modifier.STATIC,
                                Modifier.FINAL)
                        .initializer(
                                "$T.of($S,$W$T.class,$W$T.lookup(),$W$T.class,$W$S,$W$L)",
                                Api.FUNCTION_TYPE,
                                callback.place(),
                                lent,
                                Api.METHOD_HANDLES,
                                entry,
                                "call",
                                Carriers.descriptor(List.of(Carrier.LONG), shape.carriers()))
                        .build())
                .addMethod(call(callback, lent));
        if (!callback.captured().isEmpty()) {
            nested.addType(lent(callback));
        }
    }

    private void addEntry(TypeSpec.Builder nested, Plan.Callback callback) {
        ClassName entry = closures.entry(callback);
        ClassName lent = callback.captured().isEmpty() ? callback.name() : entry.nestedClass("Lent");
        String factory = switch (callback.kind()) {
            case FN -> "shared";
            case FN_MUT -> "mutable";
            case FN_ONCE -> "once";
            case FUTURE -> throw new IllegalArgumentException(callback.place() + ": a future is no closure");
        };
        CodeBlock descriptor = callback.c().isPresent() ? ofC.descriptor(callback) : descriptor(callback);
        nested.addField(table(callback, factory, lent, entry, "call", CodeBlock.of(",$W$L", descriptor)))
                .addMethod(callback.c().isPresent() ? callOfC(callback, lent) : call(callback, lent));
        if (!callback.captured().isEmpty()) {
            nested.addType(lent(callback));
        }
    }

    /**
     * The field for the table of a closure or future.
     *
     * @param factory how it is called
     * @param method the entry's
     * @param shape a further argument, or nothing
     */
    static FieldSpec table(
            Plan.Callback callback, String factory, ClassName lent, ClassName entry, String method, CodeBlock shape) {
        return FieldSpec.builder(
                        ParameterizedTypeName.get(Api.CLOSURE_TYPE, lent), "TYPE", Modifier.STATIC, Modifier.FINAL)
                .initializer(
                        "$T.$N($S,$W$T.class,$W$T.lookup(),$W$T.class,$W$S$L)",
                        Api.CLOSURE_TYPE,
                        factory,
                        callback.place(),
                        lent,
                        Api.METHOD_HANDLES,
                        entry,
                        method,
                        shape)
                .build();
    }

    private CodeBlock descriptor(Plan.Callback callback) {
        List<Carrier> parameters = new ArrayList<>(List.of(Carrier.LONG));
        parameters.addAll(entries.shape(callback.function(), List.of("data")).carriers());
        return Carriers.descriptor(List.of(Carrier.LONG), parameters);
    }

    private MethodSpec callOfC(Plan.Callback callback, ClassName lent) {
        Map<String, CodeBlock> captured = new HashMap<>();
        for (int i = 0; i < callback.captured().size(); i++) {
            captured.put(
                    callback.captured().get(i),
                    CodeBlock.of("$N()", lentRegions(callback).get(i)));
        }
        return ofC.entry(callback, lent, captured, !captured.isEmpty());
    }

    private MethodSpec call(Plan.Callback callback, ClassName lent) {
        UpcallBody.Native shape = entries.shape(callback.function(), List.of("data"));
        MethodSpec.Builder method = MethodSpec.methodBuilder("call")
                .addModifiers(Modifier.STATIC)
                .returns(TypeName.LONG)
                .addParameter(TypeName.LONG, "data")
                .addParameters(shape.parameters());
        String variable = shape.variables().number("closure");
        CodeBlock target = CodeBlock.builder()
                .addStatement("$T $N = upcall.target(TYPE, data)", lent, variable)
                .build();
        Map<String, CodeBlock> regions = new HashMap<>();
        for (int i = 0; i < callback.captured().size(); i++) {
            regions.put(
                    callback.captured().get(i),
                    CodeBlock.of("$N.$N()", variable, lentRegions(callback).get(i)));
        }
        CodeBlock receiver =
                callback.captured().isEmpty() ? CodeBlock.of("$N", variable) : CodeBlock.of("$N.closure()", variable);
        return method.addCode(entries.body(
                        callback.function(), shape, CodeBlock.of("$T.enter()", Api.UPCALL), target, receiver, regions))
                .build();
    }

    /** A closure together with the regions of the call that it is passed in. */
    private static TypeSpec lent(Plan.Callback callback) {
        MethodSpec.Builder constructor = MethodSpec.constructorBuilder().addParameter(callback.name(), "closure");
        lentRegions(callback).forEach(region -> constructor.addParameter(Api.REGION, region));
        TypeSpec.Builder type = TypeSpec.recordBuilder("Lent")
                .addJavadoc("A closure, and the regions of the call that it is passed in.\n")
                .recordConstructor(constructor.build())
                .addMethod(refusingNull("closure", callback.name()));
        return (callback.owned() ? closeable(type, "closure") : type).build();
    }

    /** The constructor of a record that a library is lent or given: it calls what is in it only later. */
    static MethodSpec refusingNull(String component, ClassName type) {
        return MethodSpec.compactConstructorBuilder()
                .addStatement(
                        "$T.requireNonNull($N,$W$S)", Objects.class, component, type.simpleName() + ": null is passed")
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
    private static List<String> lentRegions(Plan.Callback callback) {
        Scope scope = Scope.of(Set.of("closure", "close"));
        Identifiers.OF_OBJECT.forEach(scope::claim);
        return callback.captured().stream()
                .map(lifetime -> scope.number(Helpers.variable(lifetime)))
                .toList();
    }
}
