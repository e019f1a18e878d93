package org.rdylib.conformance;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.NullMarked;

/**
 * Which way dependencies point.
 *
 * @param root the package that all others are below: the product's, or that of a product which breaks every rule
 */
record ArchitectureRules(String root) {

    List<ArchRule> all() {
        return List.of(
                isolated("spec stands on nothing of ours", "spec..", "verifier..", "loader..", "codegen..", "cli.."),
                isolated("the verifier knows no Java code", "verifier..", "loader..", "codegen..", "cli.."),
                isolated("the loader links what others wrote", "loader..", "codegen..", "cli.."),
                isolated("stubs use the loader, their generator does not", "codegen..", "loader..", "cli.."),
                isolated(
                        "the model knows none of its stages",
                        "spec",
                        "spec.syntax..",
                        "spec.check..",
                        "spec.layout..",
                        "spec.canonical.."),
                only("spec.syntax..", "tools.jackson.dataformat..", "org.snakeyaml..")
                        .because("a descriptor is read in one place"),
                noClasses()
                        .that()
                        .resideInAPackage(in("spec.."))
                        .and()
                        .resideOutsideOfPackages(in("spec.syntax.."), in("spec.canonical.."))
                        .should()
                        .dependOnClassesThat()
                        .resideInAPackage("tools.jackson..")
                        .because("only text is read and written"),
                only("loader..", "java.lang.foreign..").because("memory that nobody checks has one keeper"),
                classes().that().resideInAPackage(in("..")).should(new BeNullMarked()),
                slices().assignedFrom(new Packages()).should().beFreeOfCycles());
    }

    private ArchRule isolated(String reason, String from, String... to) {
        return noClasses()
                .that()
                .resideInAPackage(in(from))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(Arrays.stream(to).map(this::in).toArray(String[]::new))
                .because(reason);
    }

    private ArchRule only(String from, String... to) {
        return noClasses()
                .that()
                .resideInAPackage(in(".."))
                .and()
                .resideOutsideOfPackage(in(from))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(to);
    }

    private String in(String folder) {
        return folder.startsWith("..") ? root + folder : root + "." + folder;
    }

    /** One slice for each package; what is internal to a package counts as a part of it. */
    private final class Packages implements SliceAssignment {
        @Override
        public SliceIdentifier getIdentifierOf(JavaClass type) {
            String name = type.getPackageName();
            return name.equals(root) || name.startsWith(root + ".")
                    ? SliceIdentifier.of(name.replaceFirst("\\.internal$", ""))
                    : SliceIdentifier.ignore();
        }

        @Override
        public String getDescription() {
            return "packages of " + root;
        }
    }

    private static final class BeNullMarked extends ArchCondition<JavaClass> {
        BeNullMarked() {
            super("be in a package that is @NullMarked");
        }

        @Override
        public void check(JavaClass type, ConditionEvents events) {
            boolean marked = type.getPackage()
                    .tryGetPackageInfo()
                    .filter(info -> info.isAnnotatedWith(NullMarked.class))
                    .isPresent();
            events.add(new SimpleConditionEvent(type, marked, type.getPackageName() + " is not @NullMarked"));
        }
    }
}
