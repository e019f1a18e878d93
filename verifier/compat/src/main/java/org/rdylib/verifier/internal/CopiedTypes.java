package org.rdylib.verifier.internal;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.rdylib.spec.Bound;
import org.rdylib.spec.Evolution;
import org.rdylib.spec.Lifetime;
import org.rdylib.spec.LifetimeParameter;
import org.rdylib.spec.Place;
import org.rdylib.spec.Type;
import org.rdylib.spec.TypeDeclaration;
import org.rdylib.spec.check.CheckedDescriptor;
import org.rdylib.verifier.copy.Brief;
import org.rdylib.verifier.copy.Copy;
import org.rdylib.verifier.copy.DeclaredLifetime;
import org.rdylib.verifier.copy.Members;
import org.rdylib.verifier.finding.Path;
import org.rdylib.verifier.internal.Obstacle.Why;

/**
 * What keeps the values of one side's declared types from being copied to another process: a least fixpoint over the
 * types, shortest ways first. Linear in the number of uses.
 */
final class CopiedTypes {

    /**
     * What is asked of a type: whether it holds what nothing copies, or what must be copied back.
     *
     * @param written how long the latter lasts: for one of the type's lifetimes, or beyond any call; empty for the former
     */
    private record Question(String name, Optional<DeclaredLifetime> written) {}

    /** The next step to what keeps it. */
    private record Step(String field, Optional<Question> next, Place at, String what, Why why) {}

    private record Use(Question user, String field) {}

    /** {@code 'static} and {@code 'dylib}, of which no call sees the end. */
    private static final DeclaredLifetime BEYOND = DeclaredLifetime.Constant.DYLIB;

    private final Map<Question, Step> found = new HashMap<>();
    private final Map<Question, List<Use>> users = new HashMap<>();
    private final Deque<Question> open = new ArrayDeque<>();

    private CopiedTypes() {}

    /** @param isKnownInPart which types both sides make values of although one knows less of them than the other */
    static CopiedTypes of(Copy copy, Predicate<String> isKnownInPart) {
        CopiedTypes all = new CopiedTypes();
        for (TypeDeclaration declaration : copy.descriptor().types()) {
            boolean grows = declaration.evolution() == Evolution.APPEND;
            if (grows
                    && isKnownInPart.test(declaration.name())
                    && !copy.checked().boundsOf(declaration.name()).contains(Bound.PORTABLE)) {
                all.settle(
                        new Question(declaration.name(), Optional.empty()),
                        new Step(
                                "",
                                Optional.empty(),
                                declaration.at(),
                                "`" + declaration.name() + "`, which may grow",
                                Why.UNKNOWN));
            }
            all.ask(declaration, copy.checked());
        }
        all.spread();
        return all;
    }

    /**
     * What keeps a value of a declared type from being copied, by way of {@code path}.
     *
     * @param isWritable whether the other side may write to what it holds
     * @param isOver which lifetimes are over with the call
     */
    Optional<Obstacle> in(Type.Named named, boolean isWritable, Predicate<Lifetime> isOver, Path path) {
        List<Question> asked = new ArrayList<>();
        asked.add(new Question(named.name(), Optional.empty()));
        if (isWritable) {
            asked.add(new Question(named.name(), Optional.of(BEYOND)));
            for (int i = 0; i < named.arguments().size(); i++) {
                if (!isOver.test(named.arguments().get(i))) {
                    asked.add(new Question(named.name(), Optional.of(new DeclaredLifetime.Parameter(i))));
                }
            }
        }
        return asked.stream().filter(found::containsKey).findFirst().map(question -> obstacle(question, path));
    }

    private Obstacle obstacle(Question question, Path path) {
        Path way = path.then("`" + question.name() + "`");
        Step last = Optional.ofNullable(found.get(question)).orElseThrow();
        while (true) {
            way = last.field().isEmpty() ? way : way.then(last.field());
            if (last.next().isEmpty()) {
                return new Obstacle(way, last.at(), last.what(), last.why());
            }
            way = way.then("`" + last.next().get().name() + "`");
            last = Optional.ofNullable(found.get(last.next().get())).orElseThrow();
        }
    }

    private void ask(TypeDeclaration declaration, CheckedDescriptor declarations) {
        Members.forEach(
                declaration,
                (field, type) -> new CopyWalk(declarations) {
                    @Override
                    void stops(Type at, Why why) {
                        Optional<DeclaredLifetime> written = why.isWriting() && at instanceof Type.Reference r
                                ? Optional.of(slot(r.lifetime(), declaration))
                                : Optional.empty();
                        settle(
                                new Question(declaration.name(), written),
                                new Step(field, Optional.empty(), at.at(), "`" + Brief.of(at) + "`", why));
                    }

                    @Override
                    void uses(Type.Named named, boolean isWritable) {
                        use(named, Optional.empty(), declaration, Optional.empty(), field);
                        if (isWritable) {
                            use(named, Optional.of(BEYOND), declaration, Optional.of(BEYOND), field);
                            for (int i = 0; i < named.arguments().size(); i++) {
                                use(
                                        named,
                                        Optional.of(new DeclaredLifetime.Parameter(i)),
                                        declaration,
                                        Optional.of(slot(named.arguments().get(i), declaration)),
                                        field);
                            }
                        }
                    }
                }.of(type));
    }

    private static DeclaredLifetime slot(Lifetime lifetime, TypeDeclaration declaration) {
        List<LifetimeParameter> parameters = declaration.lifetimes();
        for (int i = 0; i < parameters.size(); i++) {
            if (lifetime instanceof Lifetime.Named n
                    && n.name().equals(parameters.get(i).name())) {
                return new DeclaredLifetime.Parameter(i);
            }
        }
        return BEYOND;
    }

    private void use(
            Type.Named used,
            Optional<DeclaredLifetime> there,
            TypeDeclaration user,
            Optional<DeclaredLifetime> here,
            String field) {
        users.computeIfAbsent(new Question(used.name(), there), _ -> new ArrayList<>(1))
                .add(new Use(new Question(user.name(), here), field));
    }

    private void settle(Question question, Step step) {
        if (found.putIfAbsent(question, step) == null) {
            open.add(question);
        }
    }

    private void spread() {
        while (!open.isEmpty()) {
            Question next = open.remove();
            Step why = Optional.ofNullable(found.get(next)).orElseThrow();
            for (Use use : users.getOrDefault(next, List.of())) {
                settle(use.user(), new Step(use.field(), Optional.of(next), why.at(), why.what(), why.why()));
            }
        }
    }
}
