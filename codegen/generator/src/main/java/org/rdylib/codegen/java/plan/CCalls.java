package org.rdylib.codegen.java.plan;

import java.util.IdentityHashMap;
import java.util.Optional;
import org.rdylib.spec.CArgument;
import org.rdylib.spec.CCall;
import org.rdylib.spec.ClosureKind;
import org.rdylib.spec.Descriptor;
import org.rdylib.spec.Export;
import org.rdylib.spec.Type;
import org.rdylib.spec.layout.CArguments;

/** The closures of exports that C calls, each in its own place. */
final class CCalls {

    /**
     * How C calls a closure.
     *
     * @param isDropped whether it is told how to drop it, or calls it once
     */
    private record OfC(CCall call, boolean isDropped) {}

    private final IdentityHashMap<Type.Closure, OfC> calls = new IdentityHashMap<>();

    private CCalls() {}

    static CCalls of(Descriptor descriptor) {
        CCalls calls = new CCalls();
        descriptor.exports().forEach(export -> CArguments.calls(export).forEach(call -> calls.add(export, call)));
        return calls;
    }

    private void add(Export export, CCall call) {
        boolean isDropped = export.c().stream()
                .flatMap(c -> c.arguments().stream())
                .anyMatch(a ->
                        a instanceof CArgument.Drop drop && drop.parameter().equals(call.closure()));
        export.signature().parameters().stream()
                .filter(p -> p.name().equals(call.closure()))
                .flatMap(p -> CArguments.closure(p.type()).stream())
                .forEach(closure ->
                        calls.put(closure, new OfC(call, isDropped || closure.kind() == ClosureKind.FN_ONCE)));
    }

    /** How C calls a closure; empty if it does not. */
    Optional<CCall> call(Type.Closure closure) {
        return Optional.ofNullable(calls.get(closure)).map(OfC::call);
    }

    /** Whether C is told how to drop a closure, or calls it once. */
    boolean isDropped(Type.Closure closure) {
        return Optional.ofNullable(calls.get(closure)).map(OfC::isDropped).orElse(false);
    }
}
