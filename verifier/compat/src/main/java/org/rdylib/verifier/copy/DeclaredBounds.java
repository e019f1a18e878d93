package org.rdylib.verifier.copy;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.Set;
import java.util.function.Consumer;
import org.rdylib.spec.Lifetime;
import org.rdylib.spec.LifetimeParameter;
import org.rdylib.spec.Type;
import org.rdylib.spec.TypeDeclaration;
import org.rdylib.spec.Types;
import org.rdylib.spec.check.CheckedDescriptor;

/**
 * What each declared type of a copy implies of its lifetimes, and which constants it mentions: a least fixpoint, found when
 * it is first asked for. Not thread-safe until then.
 */
public final class DeclaredBounds {

    /** {@code longer: shorter}, for every use of the type. */
    record Implied(DeclaredLifetime longer, DeclaredLifetime shorter) {}

    private final CheckedDescriptor checked;
    private final Map<String, Set<Implied>> bounds = new HashMap<>();
    private final Map<String, Set<DeclaredLifetime.Constant>> constants = new HashMap<>();
    private boolean isFound;

    private DeclaredBounds(CheckedDescriptor checked) {
        this.checked = checked;
    }

    static DeclaredBounds of(CheckedDescriptor checked) {
        return new DeclaredBounds(checked);
    }

    private void find() {
        isFound = true;
        List<String> grown = new ArrayList<>(0);
        for (TypeDeclaration declaration : checked.descriptor().types()) {
            if (grow(declaration)) {
                grown.add(declaration.name());
            }
        }
        if (!grown.isEmpty()) {
            spread(grown);
        }
    }

    /** Looks again at whoever uses a type of which more became known. */
    private void spread(List<String> grown) {
        Map<String, List<String>> users = new HashMap<>();
        checked.descriptor().types().forEach(t -> addUses(t, users));
        SequencedSet<String> again = new LinkedHashSet<>();
        grown.forEach(name -> again.addAll(users.getOrDefault(name, List.of())));
        while (!again.isEmpty()) {
            String user = again.removeFirst();
            if (grow(checked.type(user))) {
                again.addAll(users.getOrDefault(user, List.of()));
            }
        }
    }

    private static void addUses(TypeDeclaration user, Map<String, List<String>> users) {
        Types.forEachField(
                user,
                field -> Types.forEach(field, t -> {
                    if (t instanceof Type.Named used) {
                        users.computeIfAbsent(used.name(), _ -> new ArrayList<>(1))
                                .add(user.name());
                    }
                }));
    }

    /** The bounds that the type {@code name} implies. */
    public Set<Implied> of(String name) {
        if (!isFound) {
            find();
        }
        return bounds.getOrDefault(name, Set.of());
    }

    /** Which of {@code 'static} and {@code 'dylib} stand somewhere in the type {@code name}. */
    public Set<DeclaredLifetime.Constant> constants(String name) {
        if (!isFound) {
            find();
        }
        return constants.getOrDefault(name, Set.of());
    }

    private boolean grow(TypeDeclaration declaration) {
        Growing growing = new Growing(declaration);
        Types.forEachField(declaration, growing);
        return growing.keep();
    }

    /** Looks through the fields of a type for what is not known of it yet. Most types imply nothing that is worth a word. */
    private final class Growing implements Consumer<Type> {

        private final String name;
        private final List<LifetimeParameter> parameters;
        private final ImpliedBounds<DeclaredLifetime> bounding;
        private final FreeLifetimes mentioning;
        private final Set<Implied> known;
        private final Set<DeclaredLifetime.Constant> said;
        private final List<Implied> implied = new ArrayList<>(0);
        private final List<DeclaredLifetime.Constant> mentioned = new ArrayList<>(0);

        Growing(TypeDeclaration declaration) {
            name = declaration.name();
            parameters = declaration.lifetimes();
            known = of(name);
            said = constants(name);
            bounding = new ImpliedBounds<>(
                    DeclaredBounds.this, this::slot, true, (longer, shorter, _) -> imply(longer, shorter));
            mentioning = new FreeLifetimes(DeclaredBounds.this, this::mention);
        }

        @Override
        public void accept(Type field) {
            mentioning.of(field);
            // Of one lifetime alone nothing is implied but that it outlives itself.
            if (parameters.size() > 1 || !said.isEmpty() || !mentioned.isEmpty()) {
                bounding.of(field);
            }
        }

        private void imply(DeclaredLifetime longer, DeclaredLifetime shorter) {
            if (longer.equals(shorter) || longer == DeclaredLifetime.Constant.STATIC) {
                return;
            }
            Implied bound = new Implied(longer, shorter);
            if (!known.contains(bound)) {
                implied.add(bound);
            }
        }

        private void mention(Lifetime lifetime) {
            switch (lifetime) {
                case Lifetime.Named _ -> {}
                case Lifetime.Static _ -> mention(DeclaredLifetime.Constant.STATIC);
                case Lifetime.Dylib _ -> mention(DeclaredLifetime.Constant.DYLIB);
                case Lifetime.Elided l -> throw Lifetimes.unchecked(l);
                case Lifetime.Omitted l -> throw Lifetimes.unchecked(l);
            }
        }

        private void mention(DeclaredLifetime.Constant constant) {
            if (!said.contains(constant)) {
                mentioned.add(constant);
            }
        }

        /** Adds what was found; whether that is anything. */
        boolean keep() {
            if (!implied.isEmpty()) {
                bounds.computeIfAbsent(name, _ -> new LinkedHashSet<>()).addAll(implied);
            }
            if (!mentioned.isEmpty()) {
                constants
                        .computeIfAbsent(name, _ -> EnumSet.noneOf(DeclaredLifetime.Constant.class))
                        .addAll(mentioned);
            }
            return !implied.isEmpty() || !mentioned.isEmpty();
        }

        private Optional<DeclaredLifetime> slot(Lifetime lifetime) {
            return switch (lifetime) {
                case Lifetime.Static _ -> Optional.of(DeclaredLifetime.Constant.STATIC);
                case Lifetime.Dylib _ -> Optional.of(DeclaredLifetime.Constant.DYLIB);
                case Lifetime.Named n -> parameter(n.name());
                case Lifetime.Elided l -> throw Lifetimes.unchecked(l);
                case Lifetime.Omitted l -> throw Lifetimes.unchecked(l);
            };
        }

        private Optional<DeclaredLifetime> parameter(String lifetime) {
            for (int i = 0; i < parameters.size(); i++) {
                if (parameters.get(i).name().equals(lifetime)) {
                    return Optional.of(new DeclaredLifetime.Parameter(i));
                }
            }
            return Optional.empty();
        }
    }
}
