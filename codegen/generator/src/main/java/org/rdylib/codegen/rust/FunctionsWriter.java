package org.rdylib.codegen.rust;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.rdylib.codegen.rust.Flow.Direction;
import org.rdylib.spec.Signature;
import org.rdylib.spec.Type;

/** Writes how the function references of a descriptor are called, and made of the author's functions. */
final class FunctionsWriter {

    private final Names names;
    private final RustTypes types;
    private final Signatures signatures;
    private final Flow flow;
    private final Bodies bodies;
    private final Requirements requirements;
    private final String rt;
    private final Lines out;

    FunctionsWriter(
            Names names,
            RustTypes types,
            Signatures signatures,
            Flow flow,
            Bodies bodies,
            Requirements requirements,
            String rt,
            Lines out) {
        this.names = names;
        this.types = types;
        this.signatures = signatures;
        this.flow = flow;
        this.bodies = bodies;
        this.requirements = requirements;
        this.rt = rt;
        this.out = out;
    }

    void write() {
        for (Map.Entry<Type.Function, Set<Direction>> function : flow.functions()) {
            if (function.getValue().contains(Direction.IN)) {
                caller(function.getKey());
            }
            if (function.getValue().contains(Direction.OUT)) {
                code(function.getKey());
            }
        }
    }

    private static String generics(List<String> lifetimes, String... more) {
        List<String> all = new ArrayList<>(lifetimes);
        all.addAll(List.of(more));
        return all.isEmpty() ? "" : "<" + String.join(", ", all) + ">";
    }

    private void caller(Type.Function f) {
        Signature s = f.signature();
        out.blank().open("impl" + generics(Closures.free(s)) + " " + rt + "::Function<'_, " + types.function(f) + ">");
        out.open(signatures.head("pub ", "call", "&self", s, bodies.parameterNames(s)));
        out.open("unsafe");
        String pointer = bodies.function(s, Optional.empty()).pointer();
        out.add("let call: " + pointer + " = ::core::mem::transmute(self.code());");
        out.add(bodies.leave(s, "a function", "call", List.of()));
        out.close().close().close();
    }

    private void code(Type.Function f) {
        Signature s = f.signature();
        List<String> free = Closures.free(s);
        String function = names.parameter("G");
        String bound = function + ": " + types.binder(s) + types.called(names.std("Fn"), s) + " + " + names.std("Copy")
                + " + 'static";
        String where = requirements.where(s);
        out.blank()
                .open("unsafe impl" + generics(free, bound) + " " + rt + "::Code<" + function + "> for "
                        + types.function(f) + where);
        out.open("const CODE: ::core::ptr::NonNull<::core::ffi::c_void> =");
        out.open(bodies.function(s, Optional.empty()).head("code" + generics(free, bound)) + where);
        out.add(bodies.enter(
                s,
                "a function",
                arguments -> rt + "::zero_sized::<" + function + ">()(" + String.join(", ", arguments) + ")"));
        out.close();
        out.add("unsafe { ::core::ptr::NonNull::new_unchecked(code::" + generics(free, function)
                + " as *mut ::core::ffi::c_void) }");
        out.close(";").close();
    }
}
