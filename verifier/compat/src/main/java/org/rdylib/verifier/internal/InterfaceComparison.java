package org.rdylib.verifier.internal;

import java.util.List;
import java.util.Optional;
import org.rdylib.spec.Code;
import org.rdylib.spec.InterfaceDeclaration;
import org.rdylib.spec.Method;
import org.rdylib.spec.Place;
import org.rdylib.spec.Receiver;
import org.rdylib.verifier.copy.Side;
import org.rdylib.verifier.finding.Findings;
import org.rdylib.verifier.finding.Path;

/**
 * Compares an interface with its counterpart, for objects of one side that the other calls.
 *
 * <table><caption>Verdicts</caption>
 * <tr><td>another name, receiver or signature in a slot</td><td>as said</td></tr>
 * <tr><td>the implementer takes {@code &self} where the caller has {@code &mut self}</td><td>compatible</td></tr>
 * <tr><td>the implementer has more methods at the end</td><td>compatible</td></tr>
 * <tr><td>the caller has more methods at the end</td><td>incompatible: they would be called, and are not there;
 * compatible where the caller's copy marks them optional</td></tr>
 * <tr><td>optional for the implementer, and not for the caller</td><td>incompatible</td></tr>
 * </table>
 */
final class InterfaceComparison {

    private final Session session;
    private final Side implementer;
    private final InterfaceDeclaration implemented;
    private final InterfaceDeclaration called;
    private final Path path;

    InterfaceComparison(Session session, Key.OfInterface key, Path path) {
        this.session = session;
        this.implementer = key.producer();
        this.implemented = session.copy(implementer).checked().interfaceNamed(key.name());
        this.called = session.copy(implementer.other()).checked().interfaceNamed(key.name());
        this.path = path;
    }

    /** Compares, and reports what does not fit. */
    void compare() {
        if (implemented.lifetimes().size() != called.lifetimes().size()) {
            report(
                    Code.LIFETIME_PARAMETERS_DIFFER,
                    implemented.at(),
                    called.at(),
                    path,
                    "`" + called.name() + "` declares lifetimes: "
                            + implemented.lifetimes().size() + " in the "
                            + implementer + "'s copy and " + called.lifetimes().size() + " in the "
                            + implementer.other() + "'s");
            return;
        }
        List<Method> slots = implemented.methods();
        for (int i = 0; i < called.methods().size(); i++) {
            Method wanted = called.methods().get(i);
            if (i >= slots.size() && wanted.isOptional()) {
                continue;
            }
            if (i >= slots.size()) {
                session.findings()
                        .structure(
                                Code.METHODS_DIFFER,
                                implementer,
                                implemented.at(),
                                wanted.at(),
                                path,
                                "the " + implementer.other() + "'s `" + called.name() + "` is newer: it calls `"
                                        + wanted.name() + "`, which the " + implementer + "'s does not have",
                                "in the " + implementer.other() + "'s copy, mark `" + wanted.name()
                                        + "` with `optional: true`, and do without it where it is missing",
                                "or build the " + implementer + " against the newer copy");
                continue;
            }
            if (!slots.get(i).name().equals(wanted.name())) {
                report(
                        Code.METHODS_DIFFER,
                        slots.get(i).at(),
                        wanted.at(),
                        path,
                        "method " + i + " of `" + called.name() + "` is `"
                                + slots.get(i).name() + "` in the "
                                + implementer + "'s copy and `" + wanted.name() + "` in the " + implementer.other()
                                + "'s: a method is found by its position");
                return;
            }
            method(slots.get(i), wanted);
        }
    }

    private void method(Method given, Method wanted) {
        Path here = path.then("method", wanted.name());
        if (given.isOptional() && !wanted.isOptional()) {
            session.findings().optional(implementer, given.at(), wanted.at(), here, wanted.name());
        }
        if (!serves(given.signature().receiver(), wanted.signature().receiver())) {
            report(
                    Code.RECEIVER_DIFFERS,
                    given.signature().receiver().map(Receiver::at).orElse(given.at()),
                    wanted.signature().receiver().map(Receiver::at).orElse(wanted.at()),
                    here,
                    "`" + wanted.name() + "` takes " + receiver(given) + " in the " + implementer + "'s copy and "
                            + receiver(wanted) + " in the " + implementer.other() + "'s");
            return;
        }
        if (session.policy() == Policy.ISOLATED) {
            session.note(new Isolation.Call(
                    "method " + called.name() + "::" + wanted.name(),
                    implementer.other(),
                    wanted.signature(),
                    given.signature(),
                    here));
        }
        SignatureComparison.compare(
                session,
                new SignatureComparison.Half(implementer.other(), wanted.signature(), called.lifetimes()),
                new SignatureComparison.Half(implementer, given.signature(), implemented.lifetimes()),
                here);
    }

    /** As a parameter would: who has {@code &mut self} can lend it as {@code &self}. */
    private static boolean serves(Optional<Receiver> given, Optional<Receiver> wanted) {
        Optional<Receiver.Kind> takes = given.map(Receiver::kind);
        Optional<Receiver.Kind> has = wanted.map(Receiver::kind);
        return takes.equals(has)
                || (takes.equals(Optional.of(Receiver.Kind.SHARED))
                        && has.equals(Optional.of(Receiver.Kind.EXCLUSIVE)));
    }

    private void report(Code code, Place here, Place there, Path where, String message) {
        session.findings().structure(code, implementer, here, there, where, message, Findings.AGREE);
    }

    private static String receiver(Method method) {
        return method.signature()
                .receiver()
                .map(r -> switch (r.kind()) {
                    case SHARED -> "`&self`";
                    case EXCLUSIVE -> "`&mut self`";
                    case OWNED -> "`self: Box<Self>`";
                })
                .orElse("no receiver");
    }
}
