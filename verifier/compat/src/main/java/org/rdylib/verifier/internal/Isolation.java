package org.rdylib.verifier.internal;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.rdylib.spec.Code;
import org.rdylib.spec.Lifetime;
import org.rdylib.spec.Place;
import org.rdylib.spec.Signature;
import org.rdylib.spec.Type;
import org.rdylib.spec.TypeDeclaration;
import org.rdylib.spec.Types;
import org.rdylib.verifier.copy.Brief;
import org.rdylib.verifier.copy.Growth;
import org.rdylib.verifier.copy.Members;
import org.rdylib.verifier.copy.Side;
import org.rdylib.verifier.finding.Path;
import org.rdylib.verifier.internal.Obstacle.Why;

/**
 * Whether calls can go from process to process: each argument and result is copied, or is a handle.
 *
 * <p>An object's methods and a closure are calls of their own. A reference is copied into the region that it is bound to,
 * which both processes keep; a {@code &mut} must be over with the call, since it is copied back then: {@link CallEnd}.
 */
final class Isolation {

    /**
     * A function that one side calls and the other implements.
     *
     * @param name what it is called in a list
     * @param caller the calling side's copy of it
     * @param callee the other side's
     * @param elsewhere what stands for the copy of one of them, if there is one signature for both
     */
    record Call(
            String name, Side calling, Signature caller, Signature callee, Optional<Elsewhere> elsewhere, Path path) {

        /** A function of which each side has a copy. */
        Call(String name, Side calling, Signature caller, Signature callee, Path path) {
            this(name, calling, caller, callee, Optional.empty(), path);
        }

        /** A closure, as one of the copies has it. */
        static Call of(String name, Side maker, Signature closure, Elsewhere elsewhere, Path path) {
            return new Call(name, maker.other(), closure, closure, Optional.of(elsewhere), path);
        }

        /** In whose copy the caller's signature is written. */
        Side writer() {
            return elsewhere.map(e -> e.side().other()).orElse(calling);
        }

        /** Where an argument's type stands in the copy of {@code side}, or the signature, where there is none. */
        Place parameter(Side side, int index) {
            return in(
                    side,
                    signature -> index < signature.parameters().size()
                            ? signature.parameters().get(index).type().at()
                            : signature.at());
        }

        /** Where the result's type stands in the copy of {@code side}. */
        Place result(Side side) {
            return in(side, signature -> signature.result().at());
        }

        private Place in(Side side, Function<Signature, Place> part) {
            return elsewhere
                    .filter(e -> e.side() == side)
                    .map(Elsewhere::at)
                    .orElseGet(() -> part.apply(side == calling ? caller : callee));
        }
    }

    /** Where the copy of {@code side} speaks of what was looked up in the other copy. */
    record Elsewhere(Side side, Place at) {}

    private final Session session;
    private final Map<Side, CopiedTypes> types = new HashMap<>();
    private final Map<Side, Mentions> mentions = new HashMap<>();
    private final Set<String> names = new TreeSet<>();
    private final Set<String> stopped = new TreeSet<>();

    Isolation(Session session) {
        this.session = session;
        for (Side side : Side.values()) {
            types.put(side, CopiedTypes.of(session.copy(side), this::isKnownInPart));
            mentions.put(side, Mentions.of(session.copy(side)));
        }
    }

    /** Judges all calls that were met, and reports those that cannot go from process to process. */
    void judge() {
        for (Call call : session.calls()) {
            names.add(call.name());
            judge(call);
        }
        for (Session.Met met : session.all()) {
            if (met.key() instanceof Key.OfType key) {
                closuresWithin(key.name(), key.producer(), met.path());
            }
        }
    }

    /** The calls that can go from process to process. */
    List<String> isolable() {
        return names.stream().filter(n -> !stopped.contains(n)).toList();
    }

    private boolean isKnownInPart(String name) {
        return session.isReached(name, Side.HOST)
                && session.isReached(name, Side.PLUGIN)
                && Growth.members(session.copy(Side.HOST).checked().type(name))
                        != Growth.members(session.copy(Side.PLUGIN).checked().type(name));
    }

    private void judge(Call call) {
        Side writer = call.writer();
        Set<String> over = CallEnd.of(
                call.caller(),
                session.copy(writer),
                Optional.ofNullable(mentions.get(writer)).orElseThrow());
        for (int i = 0; i < call.caller().parameters().size(); i++) {
            int index = i;
            Type type = call.caller().parameters().get(i).type();
            Path path = SignatureShape.parameter(call.caller(), i, call.path());
            obstacle(type, call.calling(), over, path)
                    .ifPresent(
                            o -> report(call, call.parameter(Side.HOST, index), call.parameter(Side.PLUGIN, index), o));
            Side other = call.calling().other();
            Elsewhere elsewhere = call.elsewhere().orElseGet(() -> new Elsewhere(other, call.parameter(other, index)));
            closures(call, type, call.calling(), elsewhere, path);
        }
        Path path = call.path().then("result");
        obstacle(call.callee().result(), call.calling().other(), Set.of(), path)
                .map(o -> o.why() == Why.CHANGED_LATER ? o.as(Why.CHANGED_BACK) : o)
                .ifPresent(o -> report(call, call.result(Side.HOST), call.result(Side.PLUGIN), o));
        Elsewhere elsewhere =
                call.elsewhere().orElseGet(() -> new Elsewhere(call.calling(), call.result(call.calling())));
        closures(call, call.callee().result(), call.calling().other(), elsewhere, path);
    }

    /** What is made by {@code maker}, and, as far as the other side may write to it, by that. */
    private Optional<Obstacle> obstacle(Type type, Side maker, Set<String> over, Path path) {
        List<Obstacle> found = new ArrayList<>();
        new CopyWalk(session.copy(maker).checked()) {
            @Override
            void stops(Type at, Why why) {
                if (!(why.isWriting() && at instanceof Type.Reference r && isOver(r.lifetime(), over))) {
                    found.add(new Obstacle(path, at.at(), "`" + Brief.of(at) + "`", why));
                }
            }

            @Override
            void uses(Type.Named named, boolean isWritable) {
                CopiedTypes declared = Optional.ofNullable(types.get(maker)).orElseThrow();
                declared.in(named, isWritable, l -> isOver(l, over), path).ifPresent(found::add);
            }
        }.of(type);
        return found.stream().findFirst();
    }

    private static boolean isOver(Lifetime lifetime, Set<String> over) {
        return lifetime instanceof Lifetime.Named n && over.contains(n.name());
    }

    /** A closure is called by who gets it. */
    private void closures(Call call, Type type, Side maker, Elsewhere elsewhere, Path path) {
        switch (type) {
            case Type.Closure c -> judge(Call.of(call.name(), maker, c.signature(), elsewhere, path.then(Brief.of(c))));
            case Type.Function _ -> {}
            case Type other -> Types.parts(other).forEach(t -> closures(call, t, maker, elsewhere, path));
        }
    }

    /** Those in the members that both sides know: the others nobody calls. */
    private void closuresWithin(String declared, Side maker, Path path) {
        TypeDeclaration given = session.copy(maker).checked().type(declared);
        TypeDeclaration other = session.copy(maker.other()).checked().type(declared);
        String name = "`" + declared + "`";
        Members.forEach(
                Growth.first(Growth.members(other), given),
                (field, type) -> Types.forEach(type, t -> {
                    if (t instanceof Type.Closure c) {
                        Path inner = path.then(name).then(field).then(Brief.of(c));
                        Elsewhere elsewhere = new Elsewhere(maker.other(), other.at());
                        judge(Call.of("closures of " + name, maker, c.signature(), elsewhere, inner));
                    }
                }));
    }

    private void report(Call call, Place host, Place plugin, Obstacle obstacle) {
        stopped.add(call.name());
        session.findings()
                .structure(
                        Code.NOT_ISOLABLE,
                        Side.HOST,
                        host,
                        plugin,
                        obstacle.path(),
                        "this call cannot go to another process because of " + obstacle.what() + ": "
                                + obstacle.why().reason(),
                        obstacle.why().help(),
                        "or load the library with `unload: never` or `allowed`");
    }
}
