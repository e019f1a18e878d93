package org.rdylib.verifier.internal;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.rdylib.spec.Lifetime;
import org.rdylib.spec.LifetimeParameter;
import org.rdylib.spec.Mutability;
import org.rdylib.spec.Type;
import org.rdylib.spec.TypeDeclaration;
import org.rdylib.spec.Types;
import org.rdylib.verifier.copy.Copy;

/**
 * How often types mention a lifetime, and whether where something can be kept for it; a declared type as its fields do:
 * a least fixpoint over the types of a copy. Linear in the number of uses.
 */
final class Mentions {

    /** Whether something can be put where a lifetime stands, and stay there. */
    enum Kept {
        /** It stands where values are only read, or used up. */
        NOWHERE,
        /** Behind a {@code &mut}, unless that itself is behind a {@code &}. */
        IF_WRITABLE,
        /** In an object, a function or an opaque type, which keep what they please, or behind a raw pointer. */
        ANYWHERE;

        Kept or(Kept other) {
            return compareTo(other) >= 0 ? this : other;
        }

        /** The same behind a {@code &}. */
        Kept read() {
            return this == ANYWHERE ? ANYWHERE : NOWHERE;
        }
    }

    /**
     * What types say of one lifetime.
     *
     * @param times how often they mention it: 0, 1, or 2 for more often than once
     */
    record Mention(int times, Kept kept) {

        private static final Mention NONE = new Mention(0, Kept.NOWHERE);

        Mention and(Mention other) {
            return new Mention(Math.min(2, times + other.times), kept.or(other.kept));
        }

        /** What a part says, of the whole that it stands in. */
        private Mention in(Context context) {
            return times == 0 ? NONE : new Mention(times, context.kept().or(context.isRead() ? kept.read() : kept));
        }
    }

    /** Takes what a type says of {@code lifetime}. */
    @FunctionalInterface
    interface Sink {
        void accept(Lifetime lifetime, Mention mention);
    }

    private record Slot(String type, int lifetime) {}

    private record Use(Slot user, Context context) {}

    /** What is around a type. */
    private record Context(boolean isRead, Kept kept) {

        private static final Context VALUE = new Context(false, Kept.NOWHERE);
        private static final Context HANDLE = new Context(false, Kept.ANYWHERE);

        private Context behind(Type.Reference reference) {
            if (isRead || reference.mutability() != Mutability.EXCLUSIVE) {
                return isRead ? this : new Context(true, kept);
            }
            return new Context(false, kept.or(Kept.IF_WRITABLE));
        }
    }

    private final Map<Slot, Mention> known = new HashMap<>();
    private final Map<Slot, List<Use>> users = new HashMap<>();

    private Mentions() {}

    /** Those of the types of {@code copy}. */
    static Mentions of(Copy copy) {
        Mentions mentions = new Mentions();
        mentions.new Growing().all(copy.descriptor().types());
        return mentions;
    }

    /** Gives {@code sink} what {@code type} says of the lifetimes that it mentions, those of a {@code for<>} within it too. */
    void of(Type type, Sink sink) {
        new Walk() {
            @Override
            void says(Lifetime lifetime, Mention mention) {
                sink.accept(lifetime, mention);
            }

            @Override
            void uses(Type.Named named, Context context) {
                for (int i = 0; i < named.arguments().size(); i++) {
                    Mention mention = mention(new Slot(named.name(), i)).in(context);
                    if (mention.times() > 0) {
                        sink.accept(named.arguments().get(i), mention);
                    }
                }
            }
        }.accept(type);
    }

    private Mention mention(Slot slot) {
        return known.getOrDefault(slot, Mention.NONE);
    }

    /** Goes through a type. */
    private abstract static class Walk implements Consumer<Type> {

        abstract void says(Lifetime lifetime, Mention mention);

        abstract void uses(Type.Named named, Context context);

        @Override
        public final void accept(Type type) {
            walk(type, Context.VALUE);
        }

        private void walk(Type type, Context context) {
            switch (type) {
                case Type.Reference r -> {
                    says(r.lifetime(), new Mention(1, context.kept()));
                    walk(r.target(), context.behind(r));
                }
                case Type.InterfaceObject _, Type.Closure _, Type.Function _ -> {
                    Types.forEachLifetime(type, l -> says(l, new Mention(1, Kept.ANYWHERE)));
                    Types.forEachPart(type, part -> walk(part, Context.HANDLE));
                }
                case Type.Pointer p -> walk(p.target(), Context.HANDLE);
                case Type.Named n -> uses(n, context);
                case Type.Scalar _, Type.Unit _, Type.Str _, Type.CStr _, Type.Text _ -> {}
                case Type.Tuple _, Type.Array _, Type.Slice _, Type.Option _, Type.Result _ -> parts(type, context);
                case Type.Boxed _, Type.Handle _, Type.Shared _, Type.Vector _ -> parts(type, context);
            }
        }

        private void parts(Type type, Context context) {
            Types.forEachPart(type, part -> walk(part, context));
        }
    }

    /** Finds what the declared types say. */
    private final class Growing {

        private final Map<Slot, Mention> told = new HashMap<>();
        private final Deque<Slot> open = new ArrayDeque<>();

        void all(List<TypeDeclaration> declarations) {
            declarations.forEach(this::fields);
            while (!open.isEmpty()) {
                Slot next = open.remove();
                Mention now = mention(next);
                int before = Optional.ofNullable(told.put(next, now))
                        .map(Mention::times)
                        .orElse(0);
                for (Use use : users.getOrDefault(next, List.of())) {
                    Mention there = now.in(use.context());
                    add(use.user(), new Mention(there.times() - before, there.kept()));
                }
            }
        }

        private void fields(TypeDeclaration declaration) {
            Map<String, Slot> slots = slots(declaration);
            if (slots.isEmpty()) {
                return;
            }
            if (declaration instanceof TypeDeclaration.Opaque) {
                slots.values().forEach(slot -> add(slot, new Mention(1, Kept.ANYWHERE)));
            }
            Types.forEachField(declaration, new Walk() {
                @Override
                void says(Lifetime lifetime, Mention mention) {
                    slot(lifetime).ifPresent(slot -> add(slot, mention));
                }

                @Override
                void uses(Type.Named named, Context context) {
                    for (int i = 0; i < named.arguments().size(); i++) {
                        Slot used = new Slot(named.name(), i);
                        slot(named.arguments().get(i))
                                .ifPresent(slot -> users.computeIfAbsent(used, _ -> new ArrayList<>(1))
                                        .add(new Use(slot, context)));
                    }
                }

                private Optional<Slot> slot(Lifetime lifetime) {
                    return lifetime instanceof Lifetime.Named n
                            ? Optional.ofNullable(slots.get(n.name()))
                            : Optional.empty();
                }
            });
        }

        private static Map<String, Slot> slots(TypeDeclaration declaration) {
            List<LifetimeParameter> parameters = declaration.lifetimes();
            Map<String, Slot> slots = HashMap.newHashMap(parameters.size());
            for (int i = 0; i < parameters.size(); i++) {
                slots.put(parameters.get(i).name(), new Slot(declaration.name(), i));
            }
            return slots;
        }

        private void add(Slot slot, Mention mention) {
            Mention before = mention(slot);
            Mention after = before.and(mention);
            if (!after.equals(before)) {
                known.put(slot, after);
                open.add(slot);
            }
        }
    }
}
