package org.rdylib.codegen.c;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.rdylib.spec.CArgument;
import org.rdylib.spec.CCall;
import org.rdylib.spec.CEntry;
import org.rdylib.spec.Convention;
import org.rdylib.spec.Export;
import org.rdylib.spec.Mutability;
import org.rdylib.spec.Parameter;
import org.rdylib.spec.Place;
import org.rdylib.spec.Receiver;
import org.rdylib.spec.ScalarKind;
import org.rdylib.spec.Signature;
import org.rdylib.spec.Type;
import org.rdylib.spec.layout.CArguments;
import org.rdylib.spec.layout.Passing;
import org.rdylib.spec.layout.Word;

/** The C form of signatures: which words a value is passed as, and where the result goes. */
final class CFunctions {

    static final CType FAILURE = CType.of("rdylib_failure").pointer(false);

    private final Names names;
    private final CTypes types;

    CFunctions(Names names, CTypes types) {
        this.names = names;
        this.types = types;
    }

    /**
     * The C function of a signature.
     *
     * @param place what the types in it that have no name are called after
     */
    CFunction of(Signature signature, Optional<Receiver> receiver, String place) {
        List<CFunction.Parameter> self = receiver.stream()
                .map(r -> self(r.kind() == Receiver.Kind.SHARED))
                .toList();
        return of(signature, self, place);
    }

    /** The C function of an export: what {@code c:} says of it, or that of its signature. */
    CFunction of(Export export) {
        return export.c()
                .map(entry -> of(export, entry, export.name()))
                .orElseGet(() -> of(export.signature(), Optional.empty(), export.name()));
    }

    private CFunction of(Export export, CEntry entry, String place) {
        Signature signature = export.signature();
        Type result = signature.result();
        Type value = entry.ok().isPresent() && result instanceof Type.Result r ? r.ok() : result;
        Map<String, Type> parameters =
                signature.parameters().stream().collect(Collectors.toMap(Parameter::name, Parameter::type));
        Map<String, CType> callbacks = new HashMap<>();
        CArguments.calls(export)
                .forEach(call ->
                        callbacks.put(call.closure(), callback(call, type(parameters, call.closure()), place)));
        Scope scope = names.local();
        List<CFunction.Parameter> all = new ArrayList<>();
        for (CArgument argument : entry.arguments()) {
            all.add(
                    switch (argument) {
                        case CArgument.Whole a ->
                            new CFunction.Parameter(
                                    types.of(type(parameters, a.parameter()), place + "_" + a.parameter()),
                                    scope.take(a.parameter()));
                        case CArgument.Data a
                        when callbacks.containsKey(a.parameter()) ->
                            new CFunction.Parameter(
                                    CType.of("void").pointer(false), scope.take(a.parameter() + "_data"));
                        case CArgument.Code a ->
                            new CFunction.Parameter(
                                    Optional.ofNullable(callbacks.get(a.parameter()))
                                            .orElseThrow(),
                                    scope.take(a.parameter()));
                        case CArgument.Drop a ->
                            new CFunction.Parameter(
                                    CType.ofFunction(CType.of("void"), "void *data"),
                                    scope.take(a.parameter() + "_drop"));
                        case CArgument.UserData _ -> throw new IllegalArgumentException("no data to pass");
                        case CArgument.Data a ->
                            new CFunction.Parameter(
                                    elements(type(parameters, a.parameter()), place + "_" + a.parameter()),
                                    scope.take(a.parameter()));
                        case CArgument.Length a ->
                            new CFunction.Parameter(
                                    scalar(a.type()), scope.take(a.parameters().getFirst() + "_length"));
                        case CArgument.Returned _ ->
                            new CFunction.Parameter(
                                    types.of(value, place + "_result").pointer(false), scope.take("out"));
                        case CArgument.Constant a -> new CFunction.Parameter(scalar(a.type()), scope.take("constant"));
                        case CArgument.Address _ ->
                            new CFunction.Parameter(CType.of("void").pointer(false), scope.take("address"));
                    });
        }
        CType answer = entry.ok().isPresent() && result instanceof Type.Result r
                ? types.of(r.err(), place + "_result")
                : entry.returned().isPresent() ? CType.of("void") : types.of(result, place + "_result");
        return new CFunction(answer, all, false);
    }

    /** The C function that a closure is called by, as {@code c:} says. */
    private CType callback(CCall call, Type type, String place) {
        Type.Closure closure = CArguments.closure(type).orElseThrow();
        String name = place + "_" + call.closure();
        List<CFunction.Parameter> all = new ArrayList<>();
        for (CArgument argument : call.arguments()) {
            all.add(
                    switch (argument) {
                        case CArgument.UserData _ ->
                            new CFunction.Parameter(CType.of("void").pointer(false), "data");
                        case CArgument.Whole a ->
                            new CFunction.Parameter(
                                    types.of(parameter(closure, a.parameter()), name + "_" + a.parameter()),
                                    "a" + a.parameter());
                        case CArgument.Data a ->
                            new CFunction.Parameter(
                                    elements(parameter(closure, a.parameter()), name + "_" + a.parameter()),
                                    "a" + a.parameter());
                        case CArgument.Length a ->
                            new CFunction.Parameter(
                                    scalar(a.type()), "a" + a.parameters().getFirst() + "_length");
                        case CArgument.Code _, CArgument.Drop _, CArgument.Returned _ -> throw passed(argument);
                        case CArgument.Constant _, CArgument.Address _ -> throw passed(argument);
                    });
        }
        CType answer = types.of(closure.signature().result(), name + "_result");
        return types.callback(
                new CFunction(answer, all, false), "What calls `" + call.closure() + "` of `" + place + "`.", name);
    }

    private static IllegalArgumentException passed(CArgument argument) {
        return new IllegalArgumentException(argument.at() + ": nothing that C passes");
    }

    private static Type parameter(Type.Closure closure, String number) {
        return closure.signature().parameters().get(Integer.parseInt(number)).type();
    }

    private CType scalar(ScalarKind kind) {
        return types.of(new Type.Scalar(kind, Place.startOf("")), "");
    }

    private static Type type(Map<String, Type> parameters, String name) {
        return Optional.ofNullable(parameters.get(name))
                .orElseThrow(() -> new IllegalArgumentException("no parameter " + name));
    }

    /** The C function in a closure's table. */
    CFunction ofClosure(Signature signature, String place) {
        return of(signature, List.of(self(false)), place);
    }

    /** The C function in a future's table, which puts to {@code out} an option of what the future gives. */
    static CFunction ofFuture(CType option) {
        return new CFunction(
                FAILURE,
                List.of(
                        self(false),
                        new CFunction.Parameter(CType.of("void").pointer(false), "waker"),
                        new CFunction.Parameter(CType.of("rdylib_waker_table").pointer(true), "waker_table"),
                        new CFunction.Parameter(option.pointer(false), "out")),
                true);
    }

    private static CFunction.Parameter self(boolean constant) {
        return new CFunction.Parameter(CType.of("void").pointer(constant), "self");
    }

    private CFunction of(Signature signature, List<CFunction.Parameter> self, String place) {
        Scope scope = names.local("self", "self_table", "out");
        List<CFunction.Parameter> parameters = new ArrayList<>(self);
        for (int i = 0; i < signature.parameters().size(); i++) {
            Parameter p = signature.parameters().get(i);
            String name = p.name().isEmpty() || p.name().equals("_") ? "a" + i : p.name();
            add(p.type(), name, place + "_" + name, scope, parameters);
        }
        boolean isUnit = signature.result() instanceof Type.Unit;
        CType result = types.of(signature.result(), place + "_result");
        if (signature.convention() == Convention.C) {
            return new CFunction(result, parameters, false);
        }
        if (!isUnit) {
            parameters.add(new CFunction.Parameter(result.pointer(false), "out"));
        }
        return new CFunction(FAILURE, parameters, true);
    }

    private void add(Type type, String wanted, String place, Scope scope, List<CFunction.Parameter> into) {
        CType c = types.of(type, place);
        String name = scope.take(wanted);
        switch (Passing.of(type)) {
            case Passing.ByValue _ -> into.add(new CFunction.Parameter(c, name));
            case Passing.InTwoWords words
            when words.second() == Word.LENGTH -> {
                into.add(new CFunction.Parameter(elements(type, place), name));
                into.add(new CFunction.Parameter(CType.of("size_t"), scope.take(wanted + "_length")));
            }
            case Passing.InTwoWords _ -> {
                into.add(new CFunction.Parameter(CType.of("void").pointer(false), name));
                into.add(new CFunction.Parameter(
                        CType.of(types.tableOf(c)).pointer(true), scope.take(wanted + "_table")));
            }
        }
    }

    /** The pointer of a slice or text, which may be optional. */
    private CType elements(Type type, String place) {
        Type.Reference reference = (Type.Reference) (type instanceof Type.Option o ? o.value() : type);
        CType element = reference.target() instanceof Type.Slice s ? types.of(s.element(), place) : CType.of("char");
        return element.pointer(reference.mutability() == Mutability.SHARED);
    }
}
