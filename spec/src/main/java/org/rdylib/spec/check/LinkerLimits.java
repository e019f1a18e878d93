package org.rdylib.spec.check;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.rdylib.spec.CArgument;
import org.rdylib.spec.CCall;
import org.rdylib.spec.CEntry;
import org.rdylib.spec.Code;
import org.rdylib.spec.Export;
import org.rdylib.spec.Parameter;
import org.rdylib.spec.Place;
import org.rdylib.spec.Signature;
import org.rdylib.spec.Type;
import org.rdylib.spec.layout.CArguments;
import org.rdylib.spec.layout.Layouts;
import org.rdylib.spec.layout.Leaves;
import org.rdylib.spec.layout.Passing;
import org.rdylib.spec.layout.Target;
import org.rdylib.spec.layout.TooLargeException;
import org.rdylib.spec.layout.Words;

/**
 * What Java's linker cannot pass by value: packed and over-aligned structs, 128-bit integers, more than 252 slots of
 * arguments in all, and values larger than the target has.
 *
 * <p>A JVM slot holds 4 bytes: an {@code int} or {@code float} takes one, a {@code long}, {@code double} or address two.
 * A struct takes as many as the registers and stack words that it is copied to:
 *
 * <ul>
 *   <li>System V x86-64: those of its eightbytes, be they registers or stack. So none has over 1008 bytes.
 *   <li>AAPCS64 and Apple's arm64: the same up to 16 bytes, and of up to four floating-point numbers of one type alone.
 *       Any other is passed as an address.
 *   <li>Windows x64: one register if it has 1, 2, 4 or 8 bytes; any other is passed as an address.
 * </ul>
 *
 * <p>(Measured on JDK 25 with {@code Linker.downcallHandle} and {@code upcallStub}; the conformance tests hold it against
 * the JDK's own arrangement of calls, for all four conventions. An upcall without a result has one slot more.) A target
 * without Java has none of these limits.
 */
final class LinkerLimits {

    private static final int SLOTS = 252;
    private static final int ADDRESS = 2;
    private static final long IN_REGISTERS = 16;

    private final Layouts layouts;
    private final Target target;
    private final LinkerCalls calls;
    private final Problems problems;

    private LinkerLimits(LinkerCalls calls, Layouts layouts, Problems problems) {
        this.layouts = layouts;
        this.target = layouts.target();
        this.calls = calls;
        this.problems = problems;
    }

    /** Checks a descriptor in which nothing else is wrong, and of which every declared type has a layout. */
    static void check(LinkerCalls calls, Layouts layouts, Problems problems) {
        LinkerLimits limits = new LinkerLimits(calls, layouts, problems);
        for (Export export : calls.ofC()) {
            limits.ofC(export, export.c().orElseThrow());
        }
        for (LinkerCalls.Call call : calls.calls()) {
            limits.call(call);
        }
    }

    /** What {@code c:} says is passed instead of the arguments of the signature, by the function and by its closures. */
    private void ofC(Export export, CEntry entry) {
        Signature signature = export.signature();
        boolean isAnswer = entry.ok().isEmpty() && entry.returned().isEmpty();
        Map<String, Parameter> parameters = new HashMap<>();
        signature.parameters().forEach(p -> parameters.put(p.name(), p));
        passed(entry.at(), entry.arguments(), parameters, isAnswer ? Optional.of(signature) : Optional.empty());
        for (CCall call : CArguments.calls(export)) {
            Optional.ofNullable(parameters.get(call.closure()))
                    .flatMap(p -> CArguments.closure(p.type()))
                    .ifPresent(closure -> {
                        Map<String, Parameter> numbered = new HashMap<>();
                        closure.signature().parameters().forEach(p -> numbered.put(String.valueOf(numbered.size()), p));
                        passed(call.at(), call.arguments(), numbered, Optional.empty());
                    });
        }
    }

    private void passed(
            Place at, List<CArgument> arguments, Map<String, Parameter> parameters, Optional<Signature> answer) {
        try {
            long slots = answer.map(this::resultSlots).orElse(0L);
            for (CArgument argument : arguments) {
                slots += switch (argument) {
                    case CArgument.Whole(String name, Place _) ->
                        Optional.ofNullable(parameters.get(name))
                                .map(p -> whole(p.type()))
                                .orElse(0L);
                    case CArgument.Length a -> ofEightbytes(target.sizeOf(a.type()));
                    case CArgument.Constant a -> ofEightbytes(target.sizeOf(a.type()));
                    case CArgument.Data _, CArgument.Code _, CArgument.Drop _, CArgument.UserData _ -> ADDRESS;
                    case CArgument.Returned _, CArgument.Address _ -> ADDRESS;
                };
            }
            if (target.hasJavaLinker() && slots > SLOTS) {
                problems.error(
                        Code.LINKER_LIMIT,
                        at,
                        "what C is passed takes " + slots + " slots, and Java's linker on " + target.triple() + " has "
                                + SLOTS + " (one for up to 4 bytes, two for up to 8)",
                        "pass less");
            }
        } catch (TooLargeException e) {
            problems.error(Code.TOO_LARGE, at, "a value in this signature is " + e.getMessage());
        }
    }

    private long whole(Type type) {
        passable(type);
        return slots(type);
    }

    private void call(LinkerCalls.Call call) {
        try {
            slots(call.signature(), call.withObject());
        } catch (TooLargeException e) {
            problems.error(Code.TOO_LARGE, call.signature().at(), "a value in this signature is " + e.getMessage());
        }
    }

    private void slots(Signature signature, boolean withObject) {
        long slots = (withObject ? ADDRESS : 0) + resultSlots(signature);
        for (Parameter parameter : signature.parameters()) {
            switch (Passing.of(parameter.type())) {
                case Passing.InTwoWords _ -> slots += 2 * ADDRESS;
                case Passing.ByValue(Type type) -> {
                    long own = slots(type);
                    if (own > SLOTS) {
                        tooMany(type, "a value of " + layouts.of(type).size() + " bytes");
                        return;
                    }
                    passable(type);
                    slots += own;
                }
            }
        }
        if (target.hasJavaLinker() && slots > SLOTS) {
            problems.error(
                    Code.LINKER_LIMIT,
                    signature.at(),
                    "the arguments take " + slots + " slots, and Java's linker on " + target.triple() + " has " + SLOTS
                            + " (one for up to 4 bytes, two for up to 8)",
                    "pass a struct by reference instead");
        }
    }

    private long resultSlots(Signature signature) {
        return switch (signature.convention()) {
            case CHECKED -> signature.result() instanceof Type.Unit ? 0 : ADDRESS;
            case C -> {
                passable(signature.result());
                yield isOneRegister(signature.result()) ? 0 : ADDRESS;
            }
        };
    }

    /** Whether a result is one for certain. A struct may want a place to be put in; it is counted as if it always did. */
    private boolean isOneRegister(Type result) {
        return result instanceof Type.Unit
                || Words.of(result).size() == 1
                || layouts.of(result).slots().isEmpty();
    }

    private long slots(Type type) {
        long size = layouts.of(type).size();
        return switch (target) {
            case X86_64_LINUX_GNU -> ofEightbytes(size);
            case AARCH64_LINUX_GNU, AARCH64_MACOS ->
                size <= IN_REGISTERS || Leaves.areHomogeneous(layouts, type) ? ofEightbytes(size) : ADDRESS;
            case X86_64_WINDOWS_MSVC -> size <= Long.BYTES && Long.bitCount(size) == 1 ? ofEightbytes(size) : ADDRESS;
            case I686_LINUX_GNU, WASM32 -> 0;
        };
    }

    private static long ofEightbytes(long size) {
        long rest = size % 8;
        return size / 8 * 2 + (rest == 0 ? 0 : rest <= 4 ? 1 : 2);
    }

    private void tooMany(Type type, String what) {
        problems.error(
                Code.LINKER_LIMIT,
                type.at(),
                what + " cannot be passed by value: Java's linker on " + target.triple() + " takes at most 1008",
                "pass a reference to it");
    }

    /** Reports a value that holds what the linker refuses to describe. */
    private void passable(Type type) {
        if (target.hasJavaLinker() && calls.isRefused(type)) {
            problems.error(
                    Code.LINKER_LIMIT,
                    type.at(),
                    "Java's linker on " + target.triple()
                            + " passes no packed or aligned struct and no 128-bit integer by value",
                    "pass a reference to it");
        }
    }
}
