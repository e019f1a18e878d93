package org.rdylib.spec.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.rdylib.spec.Lifetime;
import org.rdylib.spec.Parameter;
import org.rdylib.spec.Receiver;
import org.rdylib.spec.Type;
import org.rdylib.spec.Types;

/**
 * What an elided lifetime of a result stands for.
 *
 * <table>
 * <caption>As rustc decides</caption>
 * <tr><th>signature</th><th>the result borrows from</th></tr>
 * <tr><td>{@code &self} or {@code &mut self}</td><td>the receiver</td></tr>
 * <tr><td>exactly one parameter names lifetimes, and they are all the same</td><td>that one</td></tr>
 * <tr><td>two parameters name lifetimes, be it the same one</td><td>must be written</td></tr>
 * <tr><td>no parameter names a lifetime</td><td>must be written</td></tr>
 * </table>
 */
final class OutputElision {

    private static final int SHOWN = 8;

    private OutputElision() {}

    /** Whether a result leaves out any lifetime, so that {@link #of} has something to decide. */
    static boolean isAsked(Type result) {
        return Types.contains(result, OutputElision::leavesOut);
    }

    private static boolean leavesOut(Type type) {
        if (type instanceof Type.Named named && named.arguments().isEmpty()) {
            return true;
        }
        for (Lifetime own : Types.lifetimes(type)) {
            if (own instanceof Lifetime.Elided || own instanceof Lifetime.Omitted) {
                return true;
            }
        }
        return type instanceof Type.InterfaceObject object && object.arguments().isEmpty();
    }

    /**
     * Decides it.
     *
     * @param written the parameters as they are written: a default object bound is not a lifetime that is named
     * @param elaborated the same, with what was left out
     * @param isType whether they are those of a function or closure type, which declares lifetimes by {@code for<>}
     */
    static Elision of(
            Optional<Receiver> receiver, List<Parameter> written, List<Parameter> elaborated, boolean isType) {
        Optional<Lifetime> self =
                receiver.filter(r -> r.kind() != Receiver.Kind.OWNED).map(Receiver::lifetime);
        if (self.isPresent()) {
            return new Elision.Same(self.get());
        }
        List<String> lenders = new ArrayList<>();
        List<Lifetime> lent = new ArrayList<>();
        for (int i = 0; i < written.size(); i++) {
            List<Lifetime> named =
                    named(written.get(i).type(), elaborated.get(i).type());
            if (!named.isEmpty()) {
                lenders.add(written.get(i).name());
                lent.addAll(named);
            }
        }
        boolean one = lent.stream().map(Lifetime::toString).distinct().count() == 1;
        if (lenders.size() == 1 && one) {
            return new Elision.Same(lent.getFirst());
        }
        return lenders.isEmpty() ? nothingToBorrow() : unclear(lenders, isType);
    }

    private static List<Lifetime> named(Type written, Type elaborated) {
        List<Lifetime> before = Lifetimes.borrowable(written);
        List<Lifetime> after = Lifetimes.borrowable(elaborated);
        List<Lifetime> named = new ArrayList<>();
        for (int i = 0; i < before.size(); i++) {
            if (!(before.get(i) instanceof Lifetime.Omitted)) {
                named.add(after.get(i));
            }
        }
        return named;
    }

    private static Elision nothingToBorrow() {
        return new Elision.Forbidden(
                "no parameter has a lifetime that the result could borrow from",
                "write `'dylib` for what the library owns until it is unloaded, or `'static`");
    }

    private static Elision unclear(List<String> lenders, boolean isType) {
        List<String> named = lenders.stream()
                .filter(n -> !n.isEmpty())
                .map(n -> "`" + n + "`")
                .distinct()
                .toList();
        String from = String.join(", ", named.subList(0, Math.min(SHOWN, named.size())))
                + (named.size() > SHOWN ? ", …" : "");
        return new Elision.Forbidden(
                from.isEmpty() || lenders.size() == 1
                        ? "the parameters have several lifetimes that the result could borrow from"
                        : "the result could borrow from any of " + from,
                "declare a lifetime, `" + (isType ? "for" : "")
                        + "<'a>`, and write it at the parameter that the result borrows from and here");
    }
}
