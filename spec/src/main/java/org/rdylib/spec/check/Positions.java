package org.rdylib.spec.check;

import java.util.Set;
import org.rdylib.spec.ClosureKind;
import org.rdylib.spec.Code;
import org.rdylib.spec.Convention;
import org.rdylib.spec.Descriptor;
import org.rdylib.spec.Parameter;
import org.rdylib.spec.Place;
import org.rdylib.spec.Signature;
import org.rdylib.spec.Type;
import org.rdylib.spec.TypeDeclaration;
import org.rdylib.spec.Types;

/**
 * Which type may stand where.
 *
 * <table>
 * <caption>Verdicts</caption>
 * <tr><th>type</th><th>may stand</th></tr>
 * <tr><td>{@code str}, {@code [T]}</td><td>behind a reference, in {@code Box}</td></tr>
 * <tr><td>{@code CStr}</td><td>behind a reference</td></tr>
 * <tr><td>{@code dyn I}, {@code dyn Fn}, {@code dyn FnMut}</td><td>behind a reference, in {@code Box}, {@code
 * Arc}</td></tr>
 * <tr><td>{@code dyn FnOnce}</td><td>in {@code Box}</td></tr>
 * <tr><td>{@code ()}</td><td>as a result, directly in {@code Option} or {@code Result}</td></tr>
 * <tr><td>{@code [T; N]}</td><td>anywhere but as a parameter or as the result of an {@code extern "C"} function</td></tr>
 * <tr><td>a struct with {@code evolves: append}</td><td>directly behind a reference or pointer, in {@code Box}, {@code
 * Arc}</td></tr>
 * <tr><td>an opaque type</td><td>see {@link Opaques}</td></tr>
 * <tr><td>all others</td><td>anywhere</td></tr>
 * </table>
 */
final class Positions implements Inspection {

    private enum Position {
        /** In a field, element, payload or behind {@code Vec}. */
        VALUE,
        PARAMETER,
        RESULT,
        C_RESULT,
        IN_OPTION_OR_RESULT,
        BEHIND_REFERENCE,
        BEHIND_POINTER,
        IN_BOX,
        IN_ARC;

        boolean takesUnit() {
            return this == RESULT || this == C_RESULT || this == IN_OPTION_OR_RESULT;
        }

        /** Whether nothing here depends on the size. */
        boolean isPointee() {
            return this == BEHIND_REFERENCE || this == BEHIND_POINTER || this == IN_BOX || this == IN_ARC;
        }

        boolean takesObjects() {
            return this == BEHIND_REFERENCE || this == IN_BOX || this == IN_ARC;
        }

        boolean takesSequences() {
            return this == BEHIND_REFERENCE || this == IN_BOX;
        }
    }

    private final Set<String> growing;
    private final Opaques opaques;
    private final Problems problems;

    /** Those in {@code descriptor}, whether or not what it leaves out is written in. */
    Positions(Descriptor descriptor, Problems problems) {
        this.growing = AppendTypes.growingStructs(descriptor);
        this.opaques = new Opaques(descriptor, problems);
        this.problems = problems;
    }

    @Override
    public void type(TypeDeclaration declaration) {
        Types.forEachField(declaration, t -> type(t, Position.VALUE));
    }

    @Override
    public void signature(Signature signature) {
        for (Parameter parameter : signature.parameters()) {
            type(parameter.type(), Position.PARAMETER);
        }
        type(
                signature.result(),
                switch (signature.convention()) {
                    case Convention.CHECKED -> Position.RESULT;
                    case Convention.C -> Position.C_RESULT;
                });
    }

    private void type(Type type, Position position) {
        switch (type) {
            case Type.Unit u -> unit(u, position);
            case Type.Array a -> {
                array(a, position);
                type(a.element(), Position.VALUE);
            }
            case Type.Str s -> sequence("str", s.at(), position);
            case Type.Slice s -> {
                sequence("[T]", s.at(), position);
                type(s.element(), Position.VALUE);
            }
            case Type.CStr c -> cStr(c, position);
            case Type.InterfaceObject o -> {
                if (!position.takesObjects()) {
                    unsized("dyn " + o.name(), o.at(), "`&dyn " + o.name() + "` or `Box<dyn " + o.name() + ">`");
                }
            }
            case Type.Closure c -> {
                closure(c, position);
                signature(c.signature());
            }
            case Type.Function f -> signature(f.signature());
            case Type.Reference r -> type(r.target(), Position.BEHIND_REFERENCE);
            case Type.Pointer p -> type(p.target(), Position.BEHIND_POINTER);
            case Type.Boxed b -> type(b.target(), Position.IN_BOX);
            case Type.Handle h -> opaques.owned(h);
            case Type.Shared s -> type(s.target(), Position.IN_ARC);
            case Type.Option _, Type.Result _ -> Types.forEachPart(type, t -> type(t, Position.IN_OPTION_OR_RESULT));
            case Type.Named n -> named(n, position);
            case Type.Scalar _, Type.Tuple _, Type.Vector _, Type.Text _ ->
                Types.forEachPart(type, t -> type(t, Position.VALUE));
        }
    }

    private void named(Type.Named named, Position position) {
        if (position == Position.IN_ARC) {
            opaques.counted(named);
        } else {
            opaques.behind(named, position == Position.BEHIND_REFERENCE || position == Position.BEHIND_POINTER);
        }
        if (growing.contains(named.name()) && !position.isPointee()) {
            problems.error(
                    Code.APPEND_BY_VALUE,
                    named.at(),
                    "`" + named.name() + "` may grow, so it stands only directly behind `&`, `*`, `Box` or `Arc`",
                    "write `&" + named.name() + "` or `Box<" + named.name() + ">`");
        }
    }

    private void unit(Type.Unit unit, Position position) {
        if (!position.takesUnit()) {
            problems.error(
                    Code.NOT_HERE,
                    unit.at(),
                    "`()` has no bytes: it stands only as a result, and in `Option` and `Result`");
        }
    }

    private void array(Type.Array array, Position position) {
        if (position == Position.PARAMETER || position == Position.C_RESULT) {
            problems.error(
                    Code.NOT_HERE,
                    array.at(),
                    position == Position.PARAMETER
                            ? "an array is not a parameter by value in C"
                            : "an `extern \"C\"` function cannot return an array",
                    "pass a reference to it, or put it into a struct");
        }
    }

    private void sequence(String what, Place at, Position position) {
        if (position == Position.IN_ARC) {
            problems.error(
                    Code.NOT_HERE,
                    at,
                    "`Arc` has no place for a length, so it cannot hold `" + what + "`",
                    "use `Arc<" + (what.equals("str") ? "String" : "Vec<T>") + ">`");
        } else if (!position.takesSequences()) {
            unsized(what, at, "`&" + what + "` or `Box<" + what + ">`");
        }
    }

    private void cStr(Type.CStr type, Position position) {
        if (position == Position.IN_BOX || position == Position.IN_ARC) {
            problems.error(
                    Code.NOT_HERE, type.at(), "`CStr` is only ever borrowed", "use `&CStr`, or `Box<str>` to own text");
        } else if (position != Position.BEHIND_REFERENCE) {
            unsized("CStr", type.at(), "`&CStr`");
        }
    }

    private void closure(Type.Closure closure, Position position) {
        if (closure.kind() == ClosureKind.FUTURE) {
            future(closure, position);
            return;
        }
        String name = "dyn " + closure.kind().spelling() + "(…)";
        if (closure.kind() == ClosureKind.FN_ONCE && position != Position.IN_BOX) {
            problems.error(
                    Code.FN_ONCE,
                    closure.at(),
                    "calling `" + name + "` consumes it, so it must be owned",
                    "use `Box<" + name + ">`");
        } else if (!position.takesObjects()) {
            unsized(name, closure.at(), "`&mut " + name + "` or `Box<" + name + ">`");
        }
    }

    private void future(Type.Closure future, Position position) {
        if (position != Position.IN_BOX) {
            problems.error(
                    Code.NOT_HERE,
                    future.at(),
                    "who asks a future for its result owns it: it stands in `Box`",
                    "use `Box<dyn Future<…> + 'a>`");
        }
    }

    private void unsized(String what, Place at, String instead) {
        problems.error(
                Code.UNSIZED,
                at,
                "`" + what + "` has no size of its own and cannot stand here by value",
                "use " + instead);
    }
}
