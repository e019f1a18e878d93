package org.rdylib.verifier.internal;

import java.util.List;
import org.rdylib.spec.Code;
import org.rdylib.spec.Convention;
import org.rdylib.spec.Parameter;
import org.rdylib.spec.Signature;
import org.rdylib.verifier.copy.Side;
import org.rdylib.verifier.finding.Findings;
import org.rdylib.verifier.finding.Path;

/** Compares what signatures have beside their types: convention, safety, number and order of parameters. */
final class SignatureShape {

    private final Session session;

    SignatureShape(Session session) {
        this.session = session;
    }

    /** The way from {@code path}, where {@code signature} stands, to its parameter {@code index}. */
    static Path parameter(Signature signature, int index, Path path) {
        String name = signature.parameters().get(index).name();
        return path.then("parameter", name.isEmpty() ? Integer.toString(index + 1) : name);
    }

    /**
     * Compares function types or closures: all must be equal.
     *
     * @return whether their parameters can be compared one by one
     */
    boolean isSameForFunctionTypes(Signature given, Side side, Signature wanted, Path path) {
        boolean same = isSameConvention(given, side, wanted, path);
        if (given.isUnsafe() != wanted.isUnsafe()) {
            report(
                    Code.UNSAFE_DIFFERS,
                    given,
                    side,
                    wanted,
                    path,
                    "the " + (given.isUnsafe() ? side : side.other())
                            + "'s function type is `unsafe`, the other is not");
            same = false;
        }
        return isSameArity(given, side, wanted, path) && same;
    }

    /**
     * Compares the signature of the one who calls with that of the one who is called.
     *
     * @return whether their parameters can be compared one by one
     */
    boolean isCallable(Signature caller, Side side, Signature callee, Path path) {
        boolean same = isSameConvention(caller, side, callee, path);
        if (callee.isUnsafe() && !caller.isUnsafe()) {
            report(
                    Code.UNSAFE_DIFFERS,
                    caller,
                    side,
                    callee,
                    path,
                    "the " + side.other() + "'s function is `unsafe`, and the " + side
                            + " calls it as one that is not");
            same = false;
        }
        return isSameArity(caller, side, callee, path) && isSameOrder(caller, side, callee, path) && same;
    }

    private boolean isSameConvention(Signature one, Side side, Signature other, Path path) {
        if (one.convention() == other.convention()) {
            return true;
        }
        report(
                Code.CONVENTION_DIFFERS,
                one,
                side,
                other,
                path,
                "the " + side + " has " + spell(one.convention()) + ", the " + side.other() + " "
                        + spell(other.convention()) + ": they are called differently");
        return false;
    }

    private boolean isSameArity(Signature one, Side side, Signature other, Path path) {
        int here = one.parameters().size();
        int there = other.parameters().size();
        if (here != there) {
            report(
                    Code.PARAMETERS_DIFFER,
                    one,
                    side,
                    other,
                    path,
                    "the " + side + " has " + here + (here == 1 ? " parameter" : " parameters") + ", the "
                            + side.other() + " has " + there);
        }
        return here == there;
    }

    /**
     * A parameter may be called otherwise in each copy. Where both have one name at different positions, two have changed
     * places, which nothing else shows if they are of one type.
     */
    private boolean isSameOrder(Signature caller, Side side, Signature callee, Path path) {
        List<Parameter> host = (side == Side.HOST ? caller : callee).parameters();
        List<Parameter> plugin = (side == Side.HOST ? callee : caller).parameters();
        for (int here = 0; here < host.size(); here++) {
            String name = host.get(here).name();
            int there = indexOf(name, plugin);
            if (there >= 0 && there != here) {
                session.findings()
                        .structure(
                                name,
                                Code.PARAMETERS_REORDERED,
                                Side.HOST,
                                host.get(here).at(),
                                plugin.get(there).at(),
                                path,
                                "`" + name + "` is parameter " + (here + 1) + " in the host's copy and parameter "
                                        + (there + 1) + " in the plugin's: arguments are passed by position",
                                "put the parameters into one order in both copies",
                                "or, if they were only renamed, use names that the other copy has for none of them");
                return false;
            }
        }
        return true;
    }

    /** Where {@code parameters} have {@code name}; negative if nowhere. */
    private static int indexOf(String name, List<Parameter> parameters) {
        for (int i = 0; i < parameters.size(); i++) {
            if (parameters.get(i).name().equals(name)) {
                return i;
            }
        }
        return -1;
    }

    private void report(Code code, Signature one, Side side, Signature other, Path path, String message) {
        session.findings().structure(code, side, one.at(), other.at(), path, message, Findings.AGREE);
    }

    private static String spell(Convention convention) {
        return switch (convention) {
            case CHECKED -> "a checked `fn`";
            case C -> "an `extern \"C\" fn`";
        };
    }
}
