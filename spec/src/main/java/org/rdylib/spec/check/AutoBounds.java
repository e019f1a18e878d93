package org.rdylib.spec.check;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.rdylib.spec.Bound;
import org.rdylib.spec.Descriptor;
import org.rdylib.spec.Evolution;
import org.rdylib.spec.Mutability;
import org.rdylib.spec.Type;
import org.rdylib.spec.TypeDeclaration;
import org.rdylib.spec.Types;
import org.rdylib.spec.syntax.TypePrinter;

/**
 * Which bounds each type has: the greatest solution of what its parts ask for, as Rust's auto traits are.
 *
 * <table>
 * <caption>A type is</caption>
 * <tr><th>type</th><th>{@code Send}</th><th>{@code Sync}</th><th>{@code Clone}</th><th>{@code Const}</th><th>{@code
 * Portable}</th></tr>
 * <tr><td>scalar, {@code ()}</td><td>yes</td><td>yes</td><td>yes</td><td>yes</td><td>yes</td></tr>
 * <tr><td>struct, enum, tuple, array, slice, {@code Option}, {@code Result}</td><td colspan="5">if its parts
 * are</td></tr>
 * <tr><td>{@code &T}</td><td>if T is {@code Sync}</td><td>if T is</td><td>yes</td><td>if T is</td><td>no</td></tr>
 * <tr><td>{@code &mut T}</td><td>if T is</td><td>if T is</td><td>no</td><td>no</td><td>no</td></tr>
 * <tr><td>{@code *const T}, {@code *mut T}</td><td>no</td><td>no</td><td>yes</td><td>no</td><td>no</td></tr>
 * <tr><td>{@code Box<T>}, {@code Vec<T>}, {@code String}</td><td>if T is</td><td>if T is</td><td>if T is</td><td>if T
 * is</td><td>no</td></tr>
 * <tr><td>an opaque type</td><td colspan="5">if it claims so</td></tr>
 * <tr><td>{@code Box<H>} of an opaque H</td><td>if H is</td><td>if H is</td><td>no</td><td>if H is</td><td>no</td></tr>
 * <tr><td>{@code Arc<T>}</td><td>if T is {@code Send} and {@code Sync}</td><td>the same</td><td>yes</td><td>if T
 * is</td><td>no</td></tr>
 * <tr><td>{@code fn(A) -> R}</td><td>yes</td><td>yes</td><td>yes</td><td>yes</td><td>no</td></tr>
 * <tr><td>{@code dyn I}, {@code dyn Fn(A) -> R}</td><td colspan="5">if it says so</td></tr>
 * <tr><td>an append struct, or enum with {@code storage:}</td><td>if its parts are</td><td>if its parts are</td><td>no</td><td>if it claims
 * so</td><td>if it claims so</td></tr>
 * </table>
 */
final class AutoBounds {

    /** So much of a type is shown. */
    private static final int LONGEST = 200;

    /** A declared type and a bound that is asked of it. */
    private record Question(String name, Bound bound) {}

    /**
     * Why a declared type lacks a bound.
     *
     * @param path the part of it that lacks what is asked of it
     * @param type what stands there; empty where that is not known
     * @param unknown what messages call it then
     * @param bound what is asked of that, which may be another bound: {@code Sync} behind {@code &}
     */
    record Lack(String path, Optional<Type> type, String unknown, Bound bound) {

        static Lack of(String path, Type leaf, Bound bound) {
            return new Lack(path, Optional.of(leaf), "", bound);
        }

        static Lack ofOpaque(String name, Bound bound) {
            return new Lack(name, Optional.empty(), "what nobody can look into", bound);
        }

        static Lack ofAppend(String name, Bound bound) {
            return new Lack(name, Optional.empty(), "what later versions may add", bound);
        }

        /** What stands there, as messages say it. */
        String leaf() {
            return type.map(t -> "`" + shortened(TypePrinter.print(t)) + "`").orElse(unknown);
        }

        private static String shortened(String type) {
            return type.length() <= LONGEST ? type : type.substring(0, LONGEST - 2) + " …";
        }

        /** The declared type that stands there, if it is one. */
        Optional<String> declared() {
            return type.flatMap(t -> t instanceof Type.Named n ? Optional.of(n.name()) : Optional.empty());
        }
    }

    /** Takes what {@link #ask} finds. */
    private interface Answers {

        void lacks(Type leaf, Bound bound);

        void needs(Type.Named named, Bound bound);
    }

    private record Use(Question user, Lack why) {}

    /**
     * What is known of a bound that a type lacks.
     *
     * @param why its own part
     * @param steps how many parts it is from there to the one at fault, that one included
     * @param fault the part at fault
     */
    private record Known(Lack why, int steps, Lack fault) {}

    /**
     * The way to the part that is at fault.
     *
     * @param first the first of its steps
     * @param more how many follow
     * @param fault the last
     */
    record Way(List<Lack> first, int more, Lack fault) {}

    private final Descriptor descriptor;
    private final Map<Question, List<Use>> users = new HashMap<>();
    private final Map<Question, Known> lacking = new HashMap<>();
    private final Deque<Question> open = new ArrayDeque<>();
    private boolean isInferred;

    /**
     * The bounds of all types of {@code descriptor}; names that it does not declare count as having all. They are inferred
     * when they are first asked for, which most readers never do.
     */
    AutoBounds(Descriptor descriptor) {
        this.descriptor = descriptor;
    }

    private synchronized Map<Question, Known> lacking() {
        if (!isInferred) {
            infer();
            isInferred = true;
        }
        return lacking;
    }

    private void infer() {
        Set<String> declared = new HashSet<>();
        for (TypeDeclaration declaration : descriptor.types()) {
            if (declared.add(declaration.name())) {
                List<Part> parts = Part.of(declaration);
                for (Bound bound : Bound.values()) {
                    questions(declaration, parts, bound);
                }
            }
        }
        spread();
        users.clear();
    }

    /** The bounds of the declared type {@code name}. */
    Set<Bound> of(String name) {
        Set<Bound> all = EnumSet.noneOf(Bound.class);
        for (Bound bound : Bound.values()) {
            if (!lacking().containsKey(new Question(name, bound))) {
                all.add(bound);
            }
        }
        return all;
    }

    /** Whether {@code type} has {@code bound}. */
    boolean has(Type type, Bound bound) {
        boolean[] all = {true};
        ask(type, bound, new Answers() {
            @Override
            public void lacks(Type leaf, Bound missing) {
                all[0] = false;
            }

            @Override
            public void needs(Type.Named named, Bound needed) {
                all[0] &= !lacking().containsKey(new Question(named.name(), needed));
            }
        });
        return all[0];
    }

    /**
     * Why the declared type {@code name} lacks {@code bound}; empty if it has it. A chain may be as long as the
     * descriptor, and each of its types may claim the bound.
     *
     * @param most how many steps are told at most
     */
    Optional<Way> whyNot(String name, Bound bound, int most) {
        Optional<Known> known = Optional.ofNullable(lacking().get(new Question(name, bound)));
        return known.map(k -> {
            List<Lack> first = new ArrayList<>();
            Optional<Lack> next = Optional.of(k.why());
            while (next.isPresent() && first.size() < most) {
                Lack lack = next.get();
                first.add(lack);
                next = lack.declared()
                        .flatMap(d -> Optional.ofNullable(lacking().get(new Question(d, lack.bound()))))
                        .map(Known::why);
            }
            return new Way(first, k.steps() - first.size(), k.fault());
        });
    }

    private void questions(TypeDeclaration declaration, List<Part> parts, Bound bound) {
        Question question = new Question(declaration.name(), bound);
        if (declaration instanceof TypeDeclaration.Opaque opaque) {
            if (opaque.claims().stream().noneMatch(c -> c.bound() == bound)) {
                settle(question, Lack.ofOpaque(opaque.name(), bound));
            }
            return;
        }
        if (mayHoldMore(declaration) && !keepsInLaterVersions(declaration, bound)) {
            settle(question, Lack.ofAppend(declaration.name(), bound));
            return;
        }
        parts.forEach(part -> ask(part.type(), bound, new Answers() {
            @Override
            public void lacks(Type leaf, Bound missing) {
                settle(question, Lack.of(part.path(), leaf, missing));
            }

            @Override
            public void needs(Type.Named named, Bound needed) {
                users.computeIfAbsent(new Question(named.name(), needed), _ -> new ArrayList<>(1))
                        .add(new Use(question, Lack.of(part.path(), named, needed)));
            }
        }));
    }

    /** Whether a later version may hold what this one does not; an enum without payloads remains an integer. */
    private static boolean mayHoldMore(TypeDeclaration declaration) {
        return declaration.evolution() == Evolution.APPEND
                && !(declaration instanceof TypeDeclaration.Enum e && !e.hasPayload());
    }

    /**
     * Whether an append type has a bound, if its fields have it: a later version that has not must be told apart. {@code
     * Send} and {@code Sync} are always compared, the others where they are claimed; what is unknown cannot be copied.
     */
    private static boolean keepsInLaterVersions(TypeDeclaration declaration, Bound bound) {
        return switch (bound) {
            case SEND, SYNC -> true;
            case CLONE -> false;
            case CONST, PORTABLE -> declaration.claims().stream().anyMatch(c -> c.bound() == bound);
        };
    }

    private void settle(Question question, Lack fault) {
        settle(question, new Known(fault, 1, fault));
    }

    private void settle(Question question, Known known) {
        if (lacking.putIfAbsent(question, known) == null) {
            open.add(question);
        }
    }

    /** Breadth first, so that the reason that is kept is a shortest one, and ends. Linear in the number of uses. */
    private void spread() {
        while (!open.isEmpty()) {
            Question question = open.remove();
            Optional<Known> known = Optional.ofNullable(lacking.get(question));
            known.ifPresent(k -> users.getOrDefault(question, List.of())
                    .forEach(use -> settle(use.user(), new Known(use.why(), k.steps() + 1, k.fault()))));
        }
    }

    private static void ask(Type type, Bound bound, Answers answers) {
        switch (type) {
            case Type.Scalar _, Type.Unit _, Type.Str _, Type.CStr _ -> {}
            case Type.Tuple _, Type.Array _, Type.Slice _, Type.Option _, Type.Result _ ->
                Types.forEachPart(type, t -> ask(t, bound, answers));
            case Type.Named n -> answers.needs(n, bound);
            case Type.Reference r -> reference(r, bound, answers);
            case Type.Pointer p -> {
                if (bound != Bound.CLONE) {
                    answers.lacks(p, bound);
                }
            }
            case Type.Boxed _, Type.Vector _, Type.Text _ -> {
                if (bound == Bound.PORTABLE) {
                    answers.lacks(type, bound);
                } else {
                    Types.forEachPart(type, t -> ask(t, bound, answers));
                }
            }
            case Type.Handle h -> {
                if (bound == Bound.PORTABLE || bound == Bound.CLONE) {
                    answers.lacks(h, bound);
                } else {
                    ask(h.target(), bound, answers);
                }
            }
            case Type.Shared s -> shared(s, bound, answers);
            case Type.Function f -> {
                if (bound == Bound.PORTABLE) {
                    answers.lacks(f, bound);
                }
            }
            case Type.InterfaceObject o -> {
                if (!o.bounds().contains(bound)) {
                    answers.lacks(o, bound);
                }
            }
            case Type.Closure c -> {
                if (!c.bounds().contains(bound)) {
                    answers.lacks(c, bound);
                }
            }
        }
    }

    private static void reference(Type.Reference r, Bound bound, Answers answers) {
        boolean isShared = r.mutability() == Mutability.SHARED;
        switch (bound) {
            case SEND -> ask(r.target(), isShared ? Bound.SYNC : Bound.SEND, answers);
            case SYNC -> ask(r.target(), Bound.SYNC, answers);
            case CONST -> {
                if (isShared) {
                    ask(r.target(), Bound.CONST, answers);
                } else {
                    answers.lacks(r, bound);
                }
            }
            case CLONE -> {
                if (!isShared) {
                    answers.lacks(r, bound);
                }
            }
            case PORTABLE -> answers.lacks(r, bound);
        }
    }

    private static void shared(Type.Shared s, Bound bound, Answers answers) {
        switch (bound) {
            case SEND, SYNC -> {
                ask(s.target(), Bound.SEND, answers);
                ask(s.target(), Bound.SYNC, answers);
            }
            case CONST -> ask(s.target(), Bound.CONST, answers);
            case CLONE -> {}
            case PORTABLE -> answers.lacks(s, bound);
        }
    }
}
