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
import org.rdylib.spec.Rarities;
import org.rdylib.spec.Rarities.Rarity;
import org.rdylib.spec.Severity;
import org.rdylib.spec.TypeDeclaration;
import org.rdylib.spec.internal.DefaultBounds;
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
        Parsed linked = Linker.alone(parsed);
        if (linked.descriptor().isEmpty()) {
            return new Checked(Optional.empty(), sorted(linked.diagnostics()));
        }
        return check(
                linked.descriptor().get(), linked.rarities(), linked.broken(), linked.diagnostics(), targets, defaults);
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
        VarianceInference inference = new VarianceInference(descriptor, broken);
        InfiniteTypes infinite = new InfiniteTypes(names, problems);
        Elaboration elaboration = new Elaboration(
                names,
                problems,
                defaults,
                List.of(inference, infinite, new Positions(descriptor, problems), new ParameterNames(problems)));
        Descriptor written = elaboration.elaborate(descriptor);
        if (problems.isFull()) {
            // The rest has not been elaborated, and more would not be reported.
            return new Checked(Optional.empty(), sorted(before, problems));
        }
        Descriptor elaborated = Defaults.check(written, names, problems);
        infinite.check(elaborated);
        Map<String, List<Variance>> variances = inference.infer();
        AutoBounds bounds = new AutoBounds(elaborated);
        rules(elaborated, names, rarities, problems);
        if (!hasError(before)) {
            // An export that could not be read is missing from the descriptor.
            Shutdown.check(elaborated, problems);
        }
        Claims.check(elaborated, bounds, problems);
        for (TypeDeclaration declaration : elaborated.types()) {
            if (!elaboration.faulty().contains(declaration.name())) {
                DeclarationShapes.notEmpty(declaration, problems);
                UnusedLifetimes.check(declaration, variances.getOrDefault(declaration.name(), List.of()), problems);
            }
        }

        Optional<CheckedDescriptor> checked = Optional.empty();
        if (problems.count() == 0 && !hasError(before)) {
            Descriptor needed = rarities.has(Rarity.QUALIFIED_NAME) ? Needed.of(elaborated) : elaborated;
            CheckedDescriptor sound = checked(needed, variances, bounds, targets);
            // Sizes and paths exist only where all else is well.
            TargetLimits.check(needed, sound, targets, rarities, problems);
            AppendTypes.checkSizes(sound, targets, problems);
            ClosureHazards.check(needed, sound, rarities, problems);
            checked = problems.count() == 0 ? Optional.of(sound) : Optional.empty();
        }

        return new Checked(checked, sorted(before, problems));
    }

    private static List<Diagnostic> sorted(List<Diagnostic> before, Problems problems) {
        List<Diagnostic> all = new ArrayList<>(before);
        all.addAll(problems.found());
        return sorted(all);
    }

    private static List<Diagnostic> sorted(List<Diagnostic> diagnostics) {
        return diagnostics.size() < 2
                ? List.copyOf(diagnostics)
                : diagnostics.stream().sorted(Diagnostic.ORDER).toList();
    }

    private static boolean hasError(List<Diagnostic> diagnostics) {
        for (Diagnostic diagnostic : diagnostics) {
            if (diagnostic.severity() == Severity.ERROR) {
                return true;
            }
        }
        return false;
    }

    /** The rules that a type or signature satisfies or not, whatever was found before. */
    private static void rules(Descriptor descriptor, Names names, Rarities rarities, Problems problems) {
        for (TypeDeclaration declaration : descriptor.types()) {
            DeclarationShapes.discriminants(declaration, problems);
        }
        PackedTypes.check(descriptor, rarities, problems);
        AppendTypes.check(descriptor, names, problems);
        Leaves.check(descriptor, rarities, problems);
        RawPointers.check(descriptor, rarities, problems);
        CScalars.check(descriptor, rarities, problems);
        CEntries.check(descriptor, rarities, problems);
        Symbols.check(descriptor, problems);
        ZeroResults.check(descriptor, problems);
    }

    private static CheckedDescriptor checked(
            Descriptor descriptor, Map<String, List<Variance>> variances, AutoBounds bounds, List<Target> targets) {
        Map<String, TypeDeclaration> types = new HashMap<>();
        for (TypeDeclaration declaration : descriptor.types()) {
            types.put(declaration.name(), declaration);
        }
        Map<String, InterfaceDeclaration> interfaces = new HashMap<>();
        for (InterfaceDeclaration declaration : descriptor.interfaces()) {
            interfaces.put(declaration.name(), declaration);
        }
        return new CheckedDescriptor(descriptor, types, interfaces, variances, bounds, targets);
    }
}
