package org.rdylib.spec.check;

import java.math.BigInteger;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.rdylib.spec.CArgument;
import org.rdylib.spec.CEntry;
import org.rdylib.spec.ClosureKind;
import org.rdylib.spec.Code;
import org.rdylib.spec.Convention;
import org.rdylib.spec.Descriptor;
import org.rdylib.spec.Export;
import org.rdylib.spec.Parameter;
import org.rdylib.spec.Place;
import org.rdylib.spec.Rarities;
import org.rdylib.spec.Rarities.Rarity;
import org.rdylib.spec.ScalarKind;
import org.rdylib.spec.Type;
import org.rdylib.spec.TypeDeclaration;
import org.rdylib.spec.layout.CArguments;
import org.rdylib.spec.layout.Passing;
import org.rdylib.spec.layout.Word;
import org.rdylib.spec.link.Suggestions;
import org.rdylib.spec.syntax.TypePrinter;

/**
 * What {@code c:} says of a function of C's is all that it is passed: each parameter once, whole or in its words, and of
 * what it returns where C puts it, and how C says that there is none.
 */
final class CEntries {

    private final Export export;
    private final CEntry entry;
    private final Map<String, TypeDeclaration> types;
    private final BroughtCode code;
    private final Problems problems;
    private final Suggestions suggestions = new Suggestions();
    private final Map<String, Parameter> parameters = new LinkedHashMap<>();
    private final Set<String> passed = new HashSet<>();

    private CEntries(
            Export export, CEntry entry, Map<String, TypeDeclaration> types, BroughtCode code, Problems problems) {
        this.export = export;
        this.entry = entry;
        this.types = types;
        this.code = code;
        this.problems = problems;
        export.signature().parameters().forEach(p -> parameters.putIfAbsent(p.name(), p));
    }

    static void check(Descriptor descriptor, Rarities rarities, Problems problems) {
        if (!rarities.has(Rarity.C_ENTRY)) {
            return;
        }
        Map<String, TypeDeclaration> types = new HashMap<>();
        descriptor.types().forEach(t -> types.put(t.name(), t));
        BroughtCode code = BroughtCode.of(descriptor);
        for (Export export : descriptor.exports()) {
            export.c().ifPresent(entry -> new CEntries(export, entry, types, code, problems).check());
        }
    }

    private void check() {
        if (export.signature().convention() != Convention.C) {
            problem(
                    entry.at(),
                    "`c` is for functions that are called as C calls them",
                    "write `extern \"C\" fn`, or leave `c` out");
            return;
        }
        int before = problems.count();
        for (CArgument argument : entry.arguments()) {
            switch (argument) {
                case CArgument.Whole a -> whole(a);
                case CArgument.Data a -> sequence(a.parameter(), "data", a.at());
                case CArgument.Code a -> ofClosure(a.parameter(), "code", a.at());
                case CArgument.Drop a -> ofClosure(a.parameter(), "drop", a.at());
                case CArgument.UserData _ -> {}
                case CArgument.Length a -> a.parameters().forEach(p -> sequence(p, "length", a.at()));
                case CArgument.Returned a -> returned(a);
                case CArgument.Constant a -> fits(a.value(), a.type(), a.at());
                case CArgument.Address a -> fits(a.value(), ScalarKind.ISIZE, a.at());
            }
        }
        if (problems.count() == before) {
            parameters.values().forEach(this::allPassed);
        }
        new CCalls(export, entry, types, code, problems).check();
        answer();
    }

    private void whole(CArgument.Whole argument) {
        parameter(argument.parameter(), argument.at()).ifPresent(p -> {
            switch (Passing.of(p.type())) {
                case Passing.ByValue _ -> once(p.name(), argument.at());
                case Passing.InTwoWords words
                when words.second() == Word.LENGTH ->
                    problem(
                            argument.at(),
                            "`" + p.name() + "` is two arguments in C: where it is, and how long",
                            "write `" + p.name() + ".data` and `" + p.name() + ".length as c_int`, say");
                case Passing.InTwoWords _ -> {
                    if (isCalledByC(p, argument.at())) {
                        problem(
                                argument.at(),
                                "`" + p.name() + "` is two arguments in C: a function, and what it is called with",
                                "write `" + p.name() + ".code` and `" + p.name() + ".data`");
                    }
                }
            }
        });
    }

    /** The address or the length of a slice or text. */
    private void sequence(String name, String word, Place at) {
        parameter(name, at).ifPresent(p -> {
            switch (Passing.of(p.type())) {
                case Passing.InTwoWords words when words.second() == Word.LENGTH -> once(name + "." + word, at);
                case Passing.InTwoWords _ -> {
                    if (isCalledByC(p, at)) {
                        if (word.equals("data")) {
                            once(name + ".data", at);
                        } else {
                            problem(
                                    at,
                                    "`" + name + "` is a closure, and has no `" + word + "`",
                                    "write `" + name + ".code` and `" + name + ".data`");
                        }
                    }
                }
                case Passing.ByValue _ ->
                    problem(
                            at,
                            "`" + name + "` is one argument in C, and has no `" + word + "`",
                            "write `" + name + "`; slices and texts have `data` and `length`");
            }
        });
    }

    /** A word that only a closure has: what it is called by, or dropped by. */
    private void ofClosure(String name, String word, Place at) {
        parameter(name, at).ifPresent(p -> {
            if (Passing.of(p.type()) instanceof Passing.InTwoWords words && words.second() == Word.TABLE) {
                if (isCalledByC(p, at)) {
                    once(name + "." + word, at);
                }
            } else {
                problem(
                        at,
                        "`" + name + "` has no `" + word + "`",
                        "only closures have `code` and, if they are owned, `drop`");
            }
        });
    }

    /** Whether a parameter that brings code of its caller's is a closure that C can call, or else is reported. */
    private boolean isCalledByC(Parameter parameter, Place at) {
        boolean isClosure = CArguments.closure(parameter.type())
                .filter(closure -> closure.kind() != ClosureKind.FUTURE)
                .isPresent();
        if (!isClosure) {
            problem(
                    at,
                    "C has functions with data of the caller's, and `" + parameter.name() + "` is more than that",
                    "pass a closure behind `&`, `&mut` or `Box`; an object's methods as a closure each");
        }
        return isClosure;
    }

    private void once(String what, Place at) {
        if (!passed.add(what)) {
            problem(at, "`" + what + "` is passed twice", "leave one of them out");
        }
    }

    private Optional<Parameter> parameter(String name, Place at) {
        Optional<Parameter> found = Optional.ofNullable(parameters.get(name));
        if (found.isEmpty()) {
            problem(
                    at,
                    "`" + export.name() + "` has no parameter `" + name + "`",
                    suggestions
                            .nearest(name, parameters.keySet().stream())
                            .map(s -> "did you mean `" + s + "`?")
                            .orElse("write one of its parameters, `return`, `null`, or a number with its type"));
        }
        return found;
    }

    private void allPassed(Parameter parameter) {
        String name = parameter.name();
        List<String> words = switch (Passing.of(parameter.type())) {
            case Passing.ByValue _ -> List.of(name);
            case Passing.InTwoWords two when two.second() == Word.LENGTH -> List.of(name + ".data", name + ".length");
            case Passing.InTwoWords _ -> List.of(name + ".code", name + ".data");
        };
        List<String> missing = words.stream().filter(w -> !passed.contains(w)).toList();
        if (!missing.isEmpty()) {
            problem(
                    entry.at(),
                    "C is not passed `" + String.join("` and `", missing) + "`",
                    "pass it, or leave the parameter `" + name + "` out");
        }
    }

    private void returned(CArgument.Returned argument) {
        once("return", argument.at());
        argument.length().ifPresent(name -> {
            sequence(name, "length", argument.at());
            if (!isInteger(value())) {
                problem(
                        argument.at(),
                        "a length is put where an integer is returned, and this is `" + TypePrinter.print(value())
                                + "`",
                        "write `return`, or return the number that C puts there");
            }
        });
    }

    /** What the export returns where all went well. */
    private Type value() {
        Type result = export.signature().result();
        return entry.ok().isPresent() && result instanceof Type.Result r ? r.ok() : result;
    }

    /** What C answers itself, and what it leaves where it is told to. */
    private void answer() {
        Type result = export.signature().result();
        boolean isPut = entry.returned().isPresent();
        if (entry.ok().isPresent() && !(result instanceof Type.Result r && isAnswer(r.err()))) {
            problem(
                    result.at(),
                    "with `ok`, what C answers otherwise is an error, and `" + TypePrinter.print(result)
                            + "` has no place for it",
                    "return a `Result<T, c_int>`, or with another integer or enum without payloads for an error");
            return;
        }
        if (entry.ok().isPresent() && result instanceof Type.Result r) {
            errorType(r.err()).ifPresent(kind -> fits(entry.ok().get(), kind, entry.at()));
        }
        if (isPut && value() instanceof Type.Unit) {
            problem(
                    entry.returned().orElseThrow().at(),
                    "there is nothing that C could put there: the function returns `()`",
                    "leave `return` out, or say what it returns");
        } else if (!isPut && entry.ok().isPresent() && !(value() instanceof Type.Unit)) {
            problem(
                    entry.at(),
                    "C's answer is the error, and nothing says where it puts the `" + TypePrinter.print(value()) + "`",
                    "pass `return`, or return a `Result<(), _>`");
        }
    }

    private boolean isAnswer(Type type) {
        return isInteger(type)
                || (type instanceof Type.Named n
                        && (!types.containsKey(n.name())
                                || (types.get(n.name()) instanceof TypeDeclaration.Enum e && !e.hasPayload())));
    }

    private Optional<ScalarKind> errorType(Type type) {
        return type instanceof Type.Scalar s
                ? Optional.of(s.kind())
                : type instanceof Type.Named n && types.get(n.name()) instanceof TypeDeclaration.Enum e
                        ? Optional.of(e.repr())
                        : Optional.empty();
    }

    private static boolean isInteger(Type type) {
        return type instanceof Type.Scalar s && s.kind().isWordOfC();
    }

    private void fits(BigInteger value, ScalarKind kind, Place at) {
        if (!Defaults.isInRange(kind, value)) {
            problem(
                    at,
                    value + " is out of the range of "
                            + (kind == ScalarKind.ISIZE ? "an address" : "`" + kind.spelling() + "`"),
                    "write a number that it has on every target");
        }
    }

    private void problem(Place at, String message, String help) {
        problems.error(Code.C_ENTRY, at, message, help);
    }
}
