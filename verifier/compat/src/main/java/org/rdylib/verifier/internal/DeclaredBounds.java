package org.rdylib.verifier.internal;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.rdylib.spec.Lifetime;
import org.rdylib.spec.LifetimeParameter;
import org.rdylib.spec.Type;
import org.rdylib.spec.TypeDeclaration;
import org.rdylib.spec.Types;
import org.rdylib.spec.check.CheckedDescriptor;

/** What each declared type of a copy implies of its lifetimes, and which constants it mentions: a least fixpoint. */
public final class DeclaredBounds {

    /** {@code longer: shorter}, for every use of the type. */
    record Implied(DeclaredLifetime longer, DeclaredLifetime shorter) {}

    private final Map<String, Set<Implied>> bounds = new HashMap<>();
    private final Map<String, Set<DeclaredLifetime.Constant>> constants = new HashMap<>();

    private DeclaredBounds() {}

    static DeclaredBounds of(CheckedDescriptor checked) {
        DeclaredBounds all = new DeclaredBounds();
        Map<String, List<String>> users = new HashMap<>();
        Deque<TypeDeclaration> work = new ArrayDeque<>(checked.descriptor().types());
        Set<String> waiting = HashSet.newHashSet(work.size());
        work.forEach(declaration -> waiting.add(declaration.name()));
        while (!work.isEmpty()) {
            TypeDeclaration declaration = work.removeFirst();
            waiting.remove(declaration.name());
            if (all.grow(declaration)) {
                if (users.isEmpty()) {
                    // In many descriptors no type says anything, and nobody asks who uses it.
                    checked.descriptor().types().forEach(t -> addUses(t, users));
                }
                for (String user : users.getOrDefault(declaration.name(), List.of())) {
                    if (waiting.add(user)) {
                        work.addLast(checked.type(user));
                    }
                }
            }
        }
        return all;
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
    Set<Implied> of(String name) {
        return bounds.getOrDefault(name, Set.of());
    }

    /** Which of {@code 'static} and {@code 'dylib} stand somewhere in the type {@code name}. */
    Set<DeclaredLifetime.Constant> constants(String name) {
        return constants.getOrDefault(name, Set.of());
    }

    private boolean grow(TypeDeclaration declaration) {
        Map<String, DeclaredLifetime> slots = new HashMap<>();
        List<LifetimeParameter> parameters = declaration.lifetimes();
        for (int i = 0; i < parameters.size(); i++) {
            slots.put(parameters.get(i).name(), new DeclaredLifetime.Parameter(i));
        }
        Set<Implied> implied = new LinkedHashSet<>(of(declaration.name()));
        Set<DeclaredLifetime.Constant> mentioned = new LinkedHashSet<>(constants(declaration.name()));
        ImpliedBounds<DeclaredLifetime> bounding =
                new ImpliedBounds<>(this, l -> slot(l, slots), (longer, shorter, _) -> {
                    if (!longer.equals(shorter) && longer != DeclaredLifetime.Constant.STATIC) {
                        implied.add(new Implied(longer, shorter));
                    }
                });
        FreeLifetimes mentioning = new FreeLifetimes(
                this,
                l -> slot(l, slots).ifPresent(s -> {
                    if (s instanceof DeclaredLifetime.Constant constant) {
                        mentioned.add(constant);
                    }
                }));
        Types.forEachField(declaration, field -> {
            bounding.of(field);
            mentioning.of(field);
        });
        boolean grew = implied.size() > of(declaration.name()).size()
                || mentioned.size() > constants(declaration.name()).size();
        if (grew) {
            bounds.put(declaration.name(), implied);
            constants.put(declaration.name(), mentioned);
        }
        return grew;
    }

    private static Optional<DeclaredLifetime> slot(Lifetime lifetime, Map<String, DeclaredLifetime> slots) {
        return switch (lifetime) {
            case Lifetime.Static _ -> Optional.of(DeclaredLifetime.Constant.STATIC);
            case Lifetime.Dylib _ -> Optional.of(DeclaredLifetime.Constant.DYLIB);
            case Lifetime.Named n -> Optional.ofNullable(slots.get(n.name()));
            case Lifetime.Elided l -> throw Lifetimes.unchecked(l);
            case Lifetime.Omitted l -> throw Lifetimes.unchecked(l);
        };
    }
}
