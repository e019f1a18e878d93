package org.rdylib.codegen.rust;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.rdylib.codegen.rust.Crossing.CParameter;
import org.rdylib.spec.Convention;
import org.rdylib.spec.Receiver;
import org.rdylib.spec.Signature;
import org.rdylib.spec.Type;

/** The bodies of the functions that cross the boundary: those that enter the library, and those that leave it. */
final class Bodies {

    private final Names names;
    private final RustTypes types;
    private final Crossings crossings;
    private final Conversions conversions;
    private final String library;
    private final String rt;

    Bodies(Names names, RustTypes types, Crossings crossings, String library, String rt) {
        this.names = names;
        this.library = library;
        this.types = types;
        this.crossings = crossings;
        this.conversions = new Conversions(types.in(LifetimeStyle.INFERRED));
        this.rt = rt;
    }

    /** The receiver of a method as C sees it. */
    static Optional<CParameter> self(Receiver receiver) {
        return Optional.of(new CParameter(
                "data",
                receiver.kind() == Receiver.Kind.SHARED ? "*const ::core::ffi::c_void" : "*mut ::core::ffi::c_void"));
    }

    /** The receiver of a closure as C sees it. */
    static Optional<CParameter> environment() {
        return Optional.of(new CParameter("data", "*mut ::core::ffi::c_void"));
    }

    /** The C function of a signature. */
    CFunction function(Signature signature, Optional<CParameter> self) {
        List<CParameter> parameters = new ArrayList<>(self.stream().toList());
        cross(signature, "").forEach(c -> parameters.addAll(c.parameters()));
        boolean isUnit = signature.result() instanceof Type.Unit;
        if (signature.convention() == Convention.C) {
            return new CFunction(parameters, isUnit ? "" : crossings.valueType(signature.result()));
        }
        if (!isUnit) {
            String stored = types.in(LifetimeStyle.ERASED).stored(signature.result());
            parameters.add(new CParameter("out", "*mut " + stored));
        }
        return new CFunction(parameters, rt + "::Status");
    }

    /** The names that the author's parameters have in a function that leaves the library. */
    List<String> parameterNames(Signature signature) {
        return cross(signature, "").stream().map(Crossing::name).toList();
    }

    private List<Crossing> cross(Signature signature, String function) {
        Scope scope = names.parameters("data", "out", "raw", "handle", "call", "table", "object", "v");
        return crossings.of(signature, scope, function);
    }

    /** How what enters calls the author's function, given its arguments. */
    interface Callee {
        String call(List<String> arguments);
    }

    /**
     * The body of a function that enters the library.
     *
     * @param name what the function is called in messages
     */
    List<String> enter(Signature signature, String name, Callee callee) {
        List<String> body = new ArrayList<>();
        List<String> arguments = new ArrayList<>();
        // What is passed by value is used up whatever comes of the call: it is held before anything can be refused.
        List<Crossing> all = cross(signature, name);
        List<Crossing> owning = all.stream().filter(c -> c.kept().isPresent()).toList();
        owning.stream().skip(1).forEach(c -> body.add("let " + c.name() + " = " + kept(c).held() + ";"));
        owning.stream()
                .limit(1)
                .forEach(c -> body.add("let " + c.name() + " = " + c.received().get() + ";"));
        owning.stream().skip(1).forEach(c -> body.add("let " + c.name() + " = " + kept(c).taken() + ";"));
        for (Crossing c : all) {
            arguments.add(c.kept().isPresent() ? c.name() : c.received().get());
        }
        String call = callee.call(arguments);
        Type result = signature.result();
        boolean isUnit = result instanceof Type.Unit;
        boolean isPlain = signature.convention() == Convention.C;
        if (isUnit) {
            body.add(call);
        } else {
            body.add(isPlain ? crossings.given(result, call) : conversions.toStored(result, call));
        }
        String entry = rt + (isUnit ? "::enter_unit(|| " : "::enter(out.cast(), || ");
        if (isPlain) {
            entry = rt + "::enter_plain(\"" + library + ": " + name + "\", || ";
        }
        if (body.size() == 1) {
            return List.of("unsafe { " + entry + body.getFirst() + ") }");
        }
        Lines lines = new Lines();
        lines.open("unsafe").open(entry.stripTrailing()).add(body).close(")").close();
        return lines.lines();
    }

    private static Crossing.Kept kept(Crossing c) {
        return c.kept().orElseThrow();
    }

    /**
     * The statements of a function that leaves the library, without {@code unsafe}.
     *
     * @param name what the function is called in messages
     * @param callee the C function
     * @param self its first arguments
     */
    List<String> leave(Signature signature, String name, String callee, List<String> self) {
        List<String> lines = new ArrayList<>();
        List<String> arguments = new ArrayList<>(self);
        for (Crossing c : cross(signature, name)) {
            lines.addAll(c.prepared().get());
            arguments.addAll(c.given());
        }
        Type result = signature.result();
        boolean isUnit = result instanceof Type.Unit;
        String place = Crossings.literal(name + "()");
        if (signature.convention() == Convention.C) {
            String call = callee + "(" + String.join(", ", arguments) + ")";
            lines.add(isUnit ? call : crossings.received(result, call, place));
        } else if (isUnit) {
            lines.add(rt + "::leave_unit(|| " + callee + "(" + String.join(", ", arguments) + "))");
        } else {
            arguments.add("out");
            String type = "::<_, " + types.in(LifetimeStyle.INFERRED).stored(result) + ">";
            String call = rt + "::leave" + type + "(" + place + ", |out| " + callee + "(" + String.join(", ", arguments)
                    + "))";
            lines.add(conversions.toAuthor(result, call));
        }
        return lines;
    }
}
