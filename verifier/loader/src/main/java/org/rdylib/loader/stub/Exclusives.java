package org.rdylib.loader.stub;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.rdylib.spec.Bound;
import org.rdylib.spec.Type;
import org.rdylib.spec.TypeDeclaration;
import org.rdylib.spec.Types;
import org.rdylib.spec.check.CheckedDescriptor;

/**
 * The types of whose values there may be only one, byte for byte, as far as one of two copies knows.
 *
 * <p>No enum with storage is {@code Clone}, since a version to come may have a variant of which there is only one; but a
 * value has a variant that one of the two copies knows.
 */
final class Exclusives {

    private final Set<String> exclusive = new HashSet<>();
    private final Map<String, List<String>> holders = new HashMap<>();
    private final Deque<String> open = new ArrayDeque<>();

    /** Asks each declaration once, and without recursion, since one may lie in another as deep as a descriptor is long. */
    Exclusives(CheckedDescriptor one, CheckedDescriptor other) {
        for (CheckedDescriptor copy : List.of(one, other)) {
            for (TypeDeclaration declaration : copy.descriptor().types()) {
                Types.forEachField(declaration, type -> field(declaration.name(), type, copy));
            }
        }
        while (!open.isEmpty()) {
            holders.getOrDefault(open.remove(), List.of()).forEach(this::add);
        }
    }

    /** What of a field is declared is not known yet, and is noted to be looked at once it is. */
    private void field(String holder, Type type, CheckedDescriptor copy) {
        boolean isExclusive = has(type, copy, name -> {
            holders.computeIfAbsent(name, _ -> new ArrayList<>(1)).add(holder);
            return false;
        });
        if (isExclusive) {
            add(holder);
        }
    }

    private void add(String name) {
        if (exclusive.add(name)) {
            open.add(name);
        }
    }

    /** Whether a value of {@code type}, which stands in {@code copy}, may be the only one. */
    boolean has(Type type, CheckedDescriptor copy) {
        return has(type, copy, exclusive::contains);
    }

    private static boolean has(Type type, CheckedDescriptor copy, Predicate<String> isExclusive) {
        if (copy.has(type, Bound.CLONE)) {
            return false;
        }
        if (type instanceof Type.Named named) {
            return isExclusive.test(named.name());
        }
        List<Type> parts = Types.inlineParts(type);
        return parts.isEmpty() || parts.stream().anyMatch(part -> has(part, copy, isExclusive));
    }
}
