package org.rdylib.spec.check;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.rdylib.spec.Descriptor;
import org.rdylib.spec.Diagnostic;
import org.rdylib.spec.InterfaceDeclaration;
import org.rdylib.spec.Severity;
import org.rdylib.spec.TypeDeclaration;
import org.rdylib.spec.internal.DefaultBounds;
import org.rdylib.spec.internal.Rarities;
import org.rdylib.spec.internal.Rarities.Rarity;
import org.rdylib.spec.layout.Target;
import org.rdylib.spec.link.Linker;
import org.rdylib.spec.syntax.Parsed;

/** Decides whether a descriptor is well-formed, and writes in what it leaves out. Linear in the descriptor's size. */
public final class Checker {

    private Checker() {}

    /**
     * Checks what was read, and linked if it uses other files. A declaration that could not be read is not called unknown where it is used.
     *
     * @param targets where it is to be used; what is wrong on several of them is reported for the first
     */
    public static Checked check(Parsed parsed, List<Target> targets) {
        return check(parsed, targets, DefaultBounds.STANDARD);
    }

    /** The same by other rules for what is left out. */
    static Checked check(Parsed parsed, List<Target> targets, DefaultBounds defaults) {
        Optional<Rarities> rarities = parsed.descriptor().map(Rarities::of);
        boolean hasQualifiedNames =
                rarities.filter(r -> r.has(Rarity.QUALIFIED_NAME)).isPresent();
        Parsed linked = Linker.alone(parsed, hasQualifiedNames);
        Optional<Rarities> known = rarities.filter(_ -> parsed.uses().isEmpty() && !hasQualifiedNames);
        return linked.descriptor()
                .map(d -> check(
                        d,
                        known.orElseGet(() -> Rarities.of(d)),
                        linked.broken(),
                        linked.diagnostics(),
                        targets,
                        defaults))
                .orElseGet(() -> new Checked(Optional.empty(), sorted(linked.diagnostics())));
    }

    /** Checks a descriptor that was checked before, and has been changed since. */
    public static Checked recheck(Descriptor changed, List<Target> targets) {
        return check(changed, Set.of(), List.of(), targets);
    }

    static Checked check(Descriptor descriptor, Set<String> broken, List<Diagnostic> before, List<Target> targets) {
        return check(descriptor, Rarities.of(descriptor), broken, before, targets, DefaultBounds.STANDARD);
    }

    private static Checked check(
            Descriptor descriptor,
            Rarities rarities,
            Set<String> broken,
            List<Diagnostic> before,
            List<Target> targets,
            DefaultBounds defaults) {
        Problems problems = new Problems();
        Names names = new Names(descriptor, broken, problems);
        Elaboration elaboration = new Elaboration(names, problems, defaults);
        Descriptor elaborated = Defaults.check(elaboration.elaborate(descriptor), names, problems);
        Map<String, List<Variance>> variances = VarianceInference.infer(whole(elaborated, broken));
        AutoBounds bounds = new AutoBounds(elaborated);
        rules(elaborated, names, rarities, problems);
        Claims.check(elaborated, bounds, problems);
        for (TypeDeclaration declaration : elaborated.types()) {
            if (!elaboration.faulty().contains(declaration.name())) {
                DeclarationShapes.notEmpty(declaration, problems);
                UnusedLifetimes.check(declaration, variances.getOrDefault(declaration.name(), List.of()), problems);
            }
        }

        boolean readable = before.stream().noneMatch(Checker::isError) && problems.count() == 0;
        Descriptor needed = Needed.of(elaborated);
        Optional<CheckedDescriptor> checked =
                readable ? Optional.of(checked(needed, variances, bounds, targets)) : Optional.empty();
        // Sizes and paths exist only where all else is well.
        checked.ifPresent(c -> {
            TargetLimits.check(needed, c, targets, rarities, problems);
            AppendTypes.checkSizes(c, targets, problems);
            ClosureHazards.check(needed, c, rarities, problems);
            Shutdown.check(needed, problems);
        });

        List<Diagnostic> all = new ArrayList<>(before);
        all.addAll(problems.found());
        return new Checked(checked.filter(_ -> problems.count() == 0), sorted(all));
    }

    /** Without the types of which a part could not be read: the part that is missing may use any of their lifetimes. */
    private static Descriptor whole(Descriptor d, Set<String> broken) {
        if (broken.isEmpty()) {
            return d;
        }
        List<TypeDeclaration> types =
                d.types().stream().filter(t -> !broken.contains(t.name())).toList();
        return d.withDeclarations(types, d.interfaces(), d.exports(), d.imports());
    }

    private static List<Diagnostic> sorted(List<Diagnostic> diagnostics) {
        return diagnostics.stream().sorted(Diagnostic.ORDER).toList();
    }

    private static boolean isError(Diagnostic diagnostic) {
        return diagnostic.severity() == Severity.ERROR;
    }

    /** The rules that a type or signature satisfies or not, whatever was found before. */
    private static void rules(Descriptor descriptor, Names names, Rarities rarities, Problems problems) {
        descriptor.types().forEach(d -> DeclarationShapes.discriminants(d, problems));
        PackedTypes.check(descriptor, rarities, problems);
        InfiniteTypes.check(descriptor, names, problems);
        AppendTypes.check(descriptor, names, problems);
        Leaves.check(descriptor, problems);
        Positions.check(descriptor, problems);
        ParameterNames.check(descriptor, problems);
        RawPointers.check(descriptor, rarities, problems);
        CScalars.check(descriptor, rarities, problems);
        CEntries.check(descriptor, problems);
        Symbols.check(descriptor, problems);
        ZeroResults.check(descriptor, problems);
    }

    private static CheckedDescriptor checked(
            Descriptor descriptor, Map<String, List<Variance>> variances, AutoBounds bounds, List<Target> targets) {
        Map<String, TypeDeclaration> types = new HashMap<>();
        descriptor.types().forEach(t -> types.put(t.name(), t));
        Map<String, InterfaceDeclaration> interfaces = new HashMap<>();
        descriptor.interfaces().forEach(i -> interfaces.put(i.name(), i));
        return new CheckedDescriptor(descriptor, types, interfaces, variances, bounds, targets);
    }
}
