package org.rdylib.spec.check;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.rdylib.spec.Code;
import org.rdylib.spec.Declarations;
import org.rdylib.spec.Descriptor;
import org.rdylib.spec.Diagnostic;
import org.rdylib.spec.Place;
import org.rdylib.spec.Rarities;
import org.rdylib.spec.Rarities.Rarity;
import org.rdylib.spec.ScalarKind;
import org.rdylib.spec.Type;
import org.rdylib.spec.TypeDeclaration;
import org.rdylib.spec.Types;
import org.rdylib.spec.layout.Layouts;
import org.rdylib.spec.layout.Target;
import org.rdylib.spec.layout.TooLargeException;

/**
 * What a descriptor cannot have on a target: scalars and alignments that its C compilers do not know, values larger than
 * its greatest object, and signatures beyond {@link LinkerLimits}.
 */
final class TargetLimits {

    /** Half of the greatest object of a 32-bit target, so that alignment cannot lead beyond it either. */
    private static final long SMALL = 1L << 30;

    private final Descriptor descriptor;
    private final Target target;
    private final Layouts layouts;
    private final Problems problems;
    private long greatestSize;

    private TargetLimits(Descriptor descriptor, Layouts layouts, Problems problems) {
        this.descriptor = descriptor;
        this.target = layouts.target();
        this.layouts = layouts;
        this.problems = problems;
    }

    /** Checks a descriptor in which nothing else is wrong. What several targets refuse is reported for the first. */
    static void check(
            Descriptor descriptor,
            Declarations declarations,
            List<Target> targets,
            Rarities rarities,
            Problems problems) {
        Set<Reported> reported = new HashSet<>();
        List<Layouts> laidOut = new ArrayList<>();
        LinkerCalls calls = LinkerCalls.of(descriptor, rarities);
        boolean areSmall = false;
        for (Target target : targets) {
            Problems found = new Problems();
            Optional<Layouts> alike = rarities.has(Rarity.C_SCALAR) ? Optional.empty() : alike(laidOut, target);
            Layouts layouts = alike.isPresent() ? alike.get().on(target) : new Layouts(declarations, target);
            TargetLimits limits = new TargetLimits(descriptor, layouts, found);
            boolean hasScalars = !rarities.has(Rarity.WIDE_INTEGER) || limits.hasScalars();
            boolean hasAlignments = !rarities.has(Rarity.ALIGNED_STRUCT) || limits.hasAlignments();
            if (hasScalars && hasAlignments && (areSmall || alike.isPresent() || limits.hasSizes())) {
                laidOut.add(layouts);
                areSmall = areSmall || (isWidest(target) && limits.greatestSize <= SMALL);
                LinkerLimits.check(calls, layouts, found);
            }
            for (Diagnostic problem : found.found()) {
                if (reported.add(new Reported(problem.code(), problem.place()))) {
                    problems.add(problem);
                }
            }
        }
    }

    private static Optional<Layouts> alike(List<Layouts> laidOut, Target target) {
        for (Layouts layouts : laidOut) {
            if (layouts.target().laysOutAs(target)) {
                return Optional.of(layouts);
            }
        }
        return Optional.empty();
    }

    private record Reported(Code code, Place place) {}

    /** Whether no scalar is larger or more aligned anywhere else, so that no type is. */
    private static boolean isWidest(Target target) {
        for (Target other : Target.values()) {
            for (ScalarKind kind : ScalarKind.values()) {
                if (target.sizeOf(kind) < other.sizeOf(kind) || target.alignOf(kind) < other.alignOf(kind)) {
                    return false;
                }
            }
        }
        return true;
    }

    /** Whether the target has all scalars; reports those that it has not. */
    private boolean hasScalars() {
        descriptor.types().forEach(d -> Types.forEachField(d, this::exist));
        Types.signatures(descriptor).forEach(s -> Types.forEachPart(s, this::exist));
        return problems.count() == 0;
    }

    /** Whether the target aligns as each struct says; reports those that it does not. */
    private boolean hasAlignments() {
        int greatest = target.greatestAlign();
        for (TypeDeclaration declaration : descriptor.types()) {
            if (declaration instanceof TypeDeclaration.Struct s && s.align().orElse(1) > greatest) {
                problems.error(
                        Code.NOT_ON_TARGET,
                        s.at(),
                        target.triple() + " has no `align: " + s.align().getAsInt()
                                + "`: its C compilers align to no more than " + greatest,
                        "write `align: " + greatest + "`");
            }
        }
        return problems.count() == 0;
    }

    /** Whether each type has a size on the target; reports those that have none. */
    private boolean hasSizes() {
        for (TypeDeclaration declaration : descriptor.types()) {
            if (declaration.hasSize()) {
                size(declaration);
            }
        }
        return problems.count() == 0;
    }

    private void exist(Type type) {
        Types.forEach(type, part -> {
            if (part instanceof Type.Scalar s && !target.has(s.kind())) {
                problems.error(
                        Code.NOT_ON_TARGET,
                        s.at(),
                        target.triple() + " has no `" + s.kind().spelling()
                                + "`: its C compilers know no 128-bit integer",
                        "use two `u64`");
            }
        });
    }

    private void size(TypeDeclaration declaration) {
        try {
            greatestSize =
                    Math.max(greatestSize, layouts.ofType(declaration.name()).size());
        } catch (TooLargeException e) {
            problems.error(
                    Code.TOO_LARGE, declaration.at(), "a value of `" + declaration.name() + "` is " + e.getMessage());
        }
    }
}
