package org.rdylib.spec.check;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.rdylib.spec.CArgument;
import org.rdylib.spec.CCall;
import org.rdylib.spec.CEntry;
import org.rdylib.spec.ClosureKind;
import org.rdylib.spec.Code;
import org.rdylib.spec.Export;
import org.rdylib.spec.Parameter;
import org.rdylib.spec.Place;
import org.rdylib.spec.ScalarKind;
import org.rdylib.spec.Type;
import org.rdylib.spec.TypeDeclaration;
import org.rdylib.spec.layout.CArguments;
import org.rdylib.spec.layout.Passing;
import org.rdylib.spec.link.Suggestions;
import org.rdylib.spec.syntax.TypePrinter;

/**
 * What {@code c:} says of a closure is how C calls it: with its data once, with each of its parameters once, and what it is
 * answered where the closure fails. And who drops it in the end: C, if it is passed {@code drop}.
 */
final class CCalls {

    private final Export export;
    private final CEntry entry;
    private final Map<String, TypeDeclaration> types;
    private final BroughtCode code;
    private final Problems problems;
    private final Map<String, Parameter> parameters = new HashMap<>();

    CCalls(Export export, CEntry entry, Map<String, TypeDeclaration> types, BroughtCode code, Problems problems) {
        this.export = export;
        this.entry = entry;
        this.types = types;
        this.code = code;
        this.problems = problems;
        export.signature().parameters().forEach(p -> parameters.putIfAbsent(p.name(), p));
    }

    void check() {
        entry.calls().forEach(this::ofClosure);
        for (CCall call : CArguments.calls(export)) {
            Parameter parameter = parameter(call.closure()).orElseThrow();
            CArguments.closure(parameter.type())
                    .filter(closure -> closure.kind() != ClosureKind.FUTURE)
                    .ifPresent(closure -> {
                        new Passed(call, closure).check();
                        answer(call, closure);
                        owner(call, closure, parameter);
                    });
        }
    }

    private Optional<Parameter> parameter(String name) {
        return Optional.ofNullable(parameters.get(name));
    }

    private void ofClosure(CCall call) {
        Optional<Parameter> parameter = parameter(call.closure());
        if (parameter.isEmpty()) {
            problem(
                    call.at(),
                    "`" + export.name() + "` has no parameter `" + call.closure() + "`",
                    new Suggestions()
                            .nearest(
                                    call.closure(),
                                    export.signature().parameters().stream().map(Parameter::name))
                            .map(s -> "did you mean `" + s + "`?")
                            .orElse("name a parameter that is a closure"));
        } else if (CArguments.closure(parameter.get().type()).isEmpty()) {
            problem(call.at(), "C does not call `" + call.closure() + "`: it is no closure", "leave it out of `calls`");
        }
    }

    /** What C passes to one closure. */
    private final class Passed {
        private final CCall call;
        private final List<Parameter> parameters;
        private final Set<String> passed = new HashSet<>();

        Passed(CCall call, Type.Closure closure) {
            this.call = call;
            this.parameters = closure.signature().parameters();
        }

        void check() {
            for (Parameter parameter : parameters) {
                if (code.isBroughtBy(parameter.type())) {
                    problem(
                            parameter.at(),
                            "C passes numbers, addresses and structs, and nothing that is owned, nor functions",
                            "pass what C does, as its header says");
                    return;
                }
            }
            int before = problems.count();
            call.arguments().forEach(this::argument);
            if (problems.count() == before) {
                complete();
            }
        }

        private void argument(CArgument argument) {
            switch (argument) {
                case CArgument.UserData _ -> once("data", argument.at());
                case CArgument.Whole(String number, Place at) -> word(number, Optional.empty(), at);
                case CArgument.Data(String number, Place at) -> word(number, Optional.of("data"), at);
                case CArgument.Length(List<String> numbers, ScalarKind _, Place at) ->
                    numbers.forEach(number -> word(number, Optional.of("length"), at));
                case CArgument.Code _, CArgument.Drop _ -> {}
                case CArgument.Returned _, CArgument.Constant _, CArgument.Address _ -> {}
            }
        }

        private void word(String number, Optional<String> word, Place at) {
            int index = Integer.parseInt(number);
            if (index >= parameters.size()) {
                problem(
                        at,
                        "`" + call.closure() + "` takes " + parameters.size()
                                + (parameters.size() == 1 ? " parameter" : " parameters") + ", and none is `" + number
                                + "`",
                        "parameters are counted from 0");
            } else if (words(number).contains(word.map(w -> number + "." + w).orElse(number))) {
                once(word.map(w -> number + "." + w).orElse(number), at);
            } else {
                problem(
                        at,
                        "parameter " + number + " of `" + call.closure() + "` is "
                                + (word.isPresent() ? "one argument in C" : "two arguments in C"),
                        "write `" + String.join("` and `", words(number)) + "`");
            }
        }

        /** What C passes for a parameter. */
        private List<String> words(String number) {
            return switch (Passing.of(parameters.get(Integer.parseInt(number)).type())) {
                case Passing.ByValue _ -> List.of(number);
                case Passing.InTwoWords _ -> List.of(number + ".data", number + ".length");
            };
        }

        private void once(String what, Place at) {
            if (!passed.add(what)) {
                problem(at, "`" + what + "` is passed twice", "leave one of them out");
            }
        }

        private void complete() {
            List<String> all = new ArrayList<>(List.of("data"));
            for (int i = 0; i < parameters.size(); i++) {
                all.addAll(words(String.valueOf(i)));
            }
            List<String> missing = all.stream().filter(w -> !passed.contains(w)).toList();
            if (!missing.isEmpty()) {
                problem(
                        call.at(),
                        "`" + call.closure() + "` is not passed `" + String.join("` and `", missing) + "`",
                        missing.contains("data")
                                ? "C passes the data that it was given for a function: write `data` where"
                                : "say where C passes it, or leave the parameter out");
            }
        }
    }

    /** C is answered with a number or nothing, also where the closure fails. */
    private void answer(CCall call, Type.Closure closure) {
        Type result = closure.signature().result();
        Optional<ScalarKind> integer = integer(result);
        boolean isNumber = result instanceof Type.Unit
                || (result instanceof Type.Scalar s && s.kind() != ScalarKind.U128 && s.kind() != ScalarKind.I128)
                || integer.isPresent();
        if (!isNumber) {
            problem(
                    result.at(),
                    "a closure that C calls answers a number or nothing, and not `" + TypePrinter.print(result) + "`",
                    "return what the C function returns");
        } else if (call.failed().isPresent() && integer.isEmpty()) {
            problem(
                    call.at(),
                    "`" + call.closure() + "` answers "
                            + (result instanceof Type.Unit
                                    ? "nothing, also where it fails"
                                    : "no integer, and zero where it fails"),
                    "leave `failed` out");
        } else if (integer.isPresent()) {
            failed(call, result, integer.get());
        }
    }

    private void failed(CCall call, Type result, ScalarKind kind) {
        BigInteger answer = call.failed().orElse(BigInteger.ZERO);
        if (!Defaults.isInRange(kind, answer)) {
            problem(
                    call.at(),
                    answer + " is out of the range of `" + kind.spelling() + "`",
                    "write a number that it has on every target");
        } else if (result instanceof Type.Named named
                && types.get(named.name()) instanceof TypeDeclaration.Enum e
                && e.variants().stream().noneMatch(v -> v.discriminant().equals(answer))) {
            problem(
                    call.at(),
                    "where `" + call.closure() + "` fails, C is answered " + answer + ", and no variant of `"
                            + named.name() + "` is that",
                    "write a variant's number: `failed: "
                            + e.variants().getFirst().discriminant() + "`, say");
        }
    }

    private Optional<ScalarKind> integer(Type type) {
        return switch (type) {
            case Type.Scalar s when s.kind().isWordOfC() -> Optional.of(s.kind());
            case Type.Named n
            when types.get(n.name()) instanceof TypeDeclaration.Enum e && !e.hasPayload() -> Optional.of(e.repr());
            case Type _ -> Optional.empty();
        };
    }

    /** A closure that is lent is not dropped, and one that is called once is gone then. */
    private void owner(CCall call, Type.Closure closure, Parameter parameter) {
        boolean isLent = !(owned(parameter.type()) instanceof Type.Boxed);
        boolean isDropped = entry.arguments().stream()
                .anyMatch(a ->
                        a instanceof CArgument.Drop drop && drop.parameter().equals(call.closure()));
        if (isDropped && (isLent || closure.kind() == ClosureKind.FN_ONCE)) {
            problem(
                    entry.at(),
                    "C does not drop `" + call.closure() + "`, which is "
                            + (isLent ? "only lent to it" : "gone once it was called"),
                    isLent
                            ? "leave `" + call.closure() + ".drop` out, or give C a `Box<dyn …>`"
                            : "leave `" + call.closure() + ".drop` out, or write `FnMut`");
        }
        if (call.isKeptIfOk() && (isLent || entry.ok().isEmpty())) {
            problem(
                    call.at(),
                    isLent
                            ? "C keeps no closure that is only lent to it"
                            : "nothing says which answer of C's is `ok`, where it keeps `" + call.closure() + "`",
                    isLent ? "leave `kept` out" : "write `ok: 0`, say, beside `pass`");
        }
    }

    private static Type owned(Type type) {
        return type instanceof Type.Option(Type value, Place _) ? value : type;
    }

    private void problem(Place at, String message, String help) {
        problems.error(Code.C_ENTRY, at, message, help);
    }
}
