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
import org.rdylib.spec.Place;
import org.rdylib.spec.Type;
import org.rdylib.spec.TypeDeclaration;
import org.rdylib.spec.check.CheckedDescriptor;
import org.rdylib.verifier.internal.Obstacle.Why;

/**
 * What keeps the values of one side's declared types from being copied to another process: a least fixpoint over the
 * types, shortest ways first. Linear in the number of uses.
 */
final class CopiedTypes {

    /** What is asked of a type: whether it holds what nothing copies, or what must be copied back. */
    private record Question(String name, boolean isWriting) {}

    /** The next step to what keeps it. */
    private record Step(String field, Optional<Question> next, Place at, String what, Why why) {}

    private record Use(Question user, String field) {}

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
                        new Question(declaration.name(), false),
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

    /** What keeps a value of the declared type {@code name} from being copied, by way of {@code path}. */
    Optional<Obstacle> in(String name, boolean isWriting, Path path) {
        Path way = path.then("`" + name + "`");
        Optional<Step> step = Optional.ofNullable(found.get(new Question(name, isWriting)));
        if (step.isEmpty()) {
            return Optional.empty();
        }
        Step last = step.get();
        while (true) {
            way = last.field().isEmpty() ? way : way.then(last.field());
            if (last.next().isEmpty()) {
                return Optional.of(new Obstacle(way, last.at(), last.what(), last.why()));
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
                        settle(
                                new Question(declaration.name(), why.isWriting()),
                                new Step(field, Optional.empty(), at.at(), "`" + Brief.of(at) + "`", why));
                    }

                    @Override
                    void uses(Type.Named named, boolean isWritable) {
                        use(named.name(), declaration.name(), field, false);
                        if (isWritable) {
                            use(named.name(), declaration.name(), field, true);
                        }
                    }
                }.of(type));
    }

    private void use(String used, String user, String field, boolean isWriting) {
        users.computeIfAbsent(new Question(used, isWriting), _ -> new ArrayList<>(1))
                .add(new Use(new Question(user, isWriting), field));
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
