package org.rdylib.spec.check;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.rdylib.spec.Code;
import org.rdylib.spec.Descriptor;
import org.rdylib.spec.Evolution;
import org.rdylib.spec.ScalarKind;
import org.rdylib.spec.Type;
import org.rdylib.spec.TypeDeclaration;
import org.rdylib.spec.Types;
import org.rdylib.spec.Variant;
import org.rdylib.spec.layout.Layouts;
import org.rdylib.spec.layout.NoLayoutException;
import org.rdylib.spec.layout.Slot;
import org.rdylib.spec.layout.Target;

/**
 * What a type needs to grow: an append enum with payloads has {@code storage:}, into which all its variants fit, and none
 * owns something, since an older consumer could not free it.
 */
final class AppendTypes {

    private AppendTypes() {}

    /** The structs whose size no version may count on. */
    static Set<String> growingStructs(Descriptor descriptor) {
        Set<String> growing = new HashSet<>();
        for (TypeDeclaration declaration : descriptor.types()) {
            if (declaration instanceof TypeDeclaration.Struct && declaration.evolution() == Evolution.APPEND) {
                growing.add(declaration.name());
            }
        }
        return growing;
    }

    /** What can be said without sizes. */
    static void check(Descriptor descriptor, Names names, Problems problems) {
        Set<String> owners = mayAnyHoldMore(descriptor) ? owners(descriptor) : Set.of();
        for (TypeDeclaration declaration : descriptor.types()) {
            if (!(declaration instanceof TypeDeclaration.Enum e)) {
                continue;
            }
            boolean isAppend = e.evolution() == Evolution.APPEND;
            if (mayHoldMore(e)) {
                e.variants().forEach(v -> ownsNothing(e, v, owners, problems));
            }
            if (mayHoldMore(e) && e.storage().isEmpty() && !names.isBroken(e.name())) {
                problems.error(
                        Code.STORAGE,
                        e.at(),
                        "`" + e.name() + "` may grow, so it needs `storage:`, the bytes that every version keeps to",
                        "`storage: 64`, say: a multiple of 8, the tag included");
            }
            if (!isAppend && e.storage().isPresent()) {
                problems.error(
                        Code.STORAGE,
                        e.at(),
                        "`" + e.name() + "` has `storage:`, but is frozen",
                        "add `evolves: append`, or leave `storage` out");
            }
        }
    }

    private static boolean mayAnyHoldMore(Descriptor descriptor) {
        for (TypeDeclaration declaration : descriptor.types()) {
            if (mayHoldMore(declaration)) {
                return true;
            }
        }
        return false;
    }

    private static boolean mayHoldMore(TypeDeclaration declaration) {
        return declaration instanceof TypeDeclaration.Enum e && e.evolution() == Evolution.APPEND && e.hasPayload();
    }

    /** Checks that variants fit into their storage, where nothing else is wrong. */
    static void checkSizes(CheckedDescriptor checked, Collection<Target> targets, Problems problems) {
        List<Layouts> onAll = new ArrayList<>();
        for (Target target : targets) {
            onAll.add(new Layouts(checked, target));
        }
        for (TypeDeclaration declaration : checked.descriptor().types()) {
            if (declaration instanceof TypeDeclaration.Enum e && e.storage().isPresent()) {
                Set<String> reported = new HashSet<>();
                for (Layouts layouts : onAll) {
                    try {
                        fits(e, e.storage().getAsInt(), layouts, reported, problems);
                    } catch (NoLayoutException without) {
                        // What has no layout there has been reported: see TargetLimits.
                    }
                }
            }
        }
    }

    private static void fits(
            TypeDeclaration.Enum e, long storage, Layouts layouts, Set<String> reported, Problems problems) {
        Target target = layouts.target();
        Map<String, Long> ends = new HashMap<>();
        for (Slot slot : layouts.ofType(e.name()).slots()) {
            int dot = slot.path().indexOf('.');
            ends.merge(slot.path().substring(0, Math.max(0, dot)), slot.end(), Math::max);
        }
        for (Variant variant : e.variants()) {
            long end = ends.getOrDefault(variant.name(), 0L);
            long align = Types.payloadTypes(variant.payload()).stream()
                    .mapToLong(t -> layouts.of(t).align())
                    .max()
                    .orElse(1);
            if (end > storage && reported.add(variant.name())) {
                problems.error(
                        Code.STORAGE,
                        variant.at(),
                        "`" + e.name() + "::" + variant.name() + "` takes " + end + " bytes on " + target.triple()
                                + ", and `storage` has " + storage,
                        "give it more `storage`, or put a part of it behind a reference");
            } else if (align > target.alignOf(ScalarKind.U64) && reported.add(variant.name())) {
                problems.error(
                        Code.STORAGE,
                        variant.at(),
                        "`" + e.name() + "::" + variant.name() + "` is aligned to " + align + " bytes on "
                                + target.triple() + ", and `storage` to " + target.alignOf(ScalarKind.U64),
                        "put a part of it behind a reference");
            }
        }
    }

    private static void ownsNothing(TypeDeclaration.Enum e, Variant variant, Set<String> owners, Problems problems) {
        Types.payloadTypes(variant.payload()).stream()
                .filter(t -> owns(t, owners))
                .findFirst()
                .ifPresent(t -> problems.error(
                        Code.STORAGE,
                        t.at(),
                        "`" + e.name() + "::" + variant.name()
                                + "` owns something, which an older consumer, to which the"
                                + " variant is unknown, could not free",
                        "lend it: `&str` instead of `String`, `&[T]` instead of `Vec<T>`"));
    }

    private static Set<String> owners(Descriptor descriptor) {
        Spread spread = new Spread();
        for (TypeDeclaration declaration : descriptor.types()) {
            Types.forEachField(declaration, field -> {
                if (owns(field, Set.of())) {
                    spread.mark(declaration.name());
                }
                Types.forEachNamedInline(field, n -> spread.from(n.name(), declaration.name()));
            });
        }
        return spread.all();
    }

    private static boolean owns(Type type, Set<String> owners) {
        return switch (type) {
            case Type.Boxed _, Type.Handle _, Type.Shared _, Type.Vector _, Type.Text _ -> true;
            case Type.Named n -> owners.contains(n.name());
            case Type other -> {
                for (Type part : Types.inlineParts(other)) {
                    if (owns(part, owners)) {
                        yield true;
                    }
                }
                yield false;
            }
        };
    }
}
