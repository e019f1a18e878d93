package org.rdylib.spec.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.rdylib.spec.Code;
import org.rdylib.spec.Descriptor;
import org.rdylib.spec.Diagnostic;
import org.rdylib.spec.Field;
import org.rdylib.spec.Lifetime;
import org.rdylib.spec.LifetimeParameter;
import org.rdylib.spec.Mutability;
import org.rdylib.spec.Place;
import org.rdylib.spec.ScalarKind;
import org.rdylib.spec.Type;
import org.rdylib.spec.TypeDeclaration;
import org.rdylib.spec.Version;
import org.rdylib.spec.layout.Layouts;
import org.rdylib.spec.layout.Target;
import org.rdylib.spec.syntax.YamlTree;

/** Declarations may depend on each other in chains as long as the descriptor: no rule may recurse along them. */
class LongChainTest {

    private static final Place AT = Place.startOf("chain.yaml");
    private static final int LENGTH = 100_000;

    @Test
    void aChainOfTypesThatEachHoldTheNextIsCheckedAndLaidOut() {
        List<TypeDeclaration> types = new ArrayList<>();
        for (int i = 0; i < LENGTH; i++) {
            types.add(link(i, named(i + 1)));
        }
        types.add(link(LENGTH, new Type.Scalar(ScalarKind.U16, AT)));

        Checked checked = Checker.check(descriptor(types), Set.of(), List.of(), List.of(Target.X86_64_LINUX_GNU));

        assertThat(checked.diagnostics())
                .as("only the last parameter says nothing, and with it all others")
                .hasSize(YamlTree.MAX_DIAGNOSTICS + 1)
                .extracting(Diagnostic::code)
                .containsOnly(Code.UNUSED_LIFETIME, Code.TOO_LARGE);
    }

    @Test
    void varianceAndLayoutTravelAlongAChain() {
        List<TypeDeclaration> types = new ArrayList<>();
        for (int i = 0; i < LENGTH; i++) {
            types.add(link(i, named(i + 1)));
        }
        types.add(link(
                LENGTH,
                new Type.Reference(
                        new Lifetime.Named("a", AT), Mutability.SHARED, new Type.Scalar(ScalarKind.U16, AT), AT)));

        Checked checked = Checker.check(descriptor(types), Set.of(), List.of(), List.of(Target.X86_64_LINUX_GNU));

        CheckedDescriptor descriptor = checked.descriptor().orElseThrow();
        assertThat(descriptor.variancesOf("T0")).containsExactly(Variance.COVARIANT);
        assertThat(new Layouts(descriptor, Target.X86_64_LINUX_GNU).ofType("T0").size())
                .isEqualTo(8);
    }

    @Test
    void aCycleAsLongAsTheDescriptorIsReportedOnce() {
        List<TypeDeclaration> types = new ArrayList<>();
        for (int i = 0; i <= LENGTH; i++) {
            types.add(new TypeDeclaration.Struct(
                    "T" + i,
                    List.of(),
                    List.of(new Field(
                            "next",
                            new Type.Option(new Type.Named("T" + (i + 1) % (LENGTH + 1), List.of(), AT), AT),
                            Optional.empty(),
                            AT)),
                    OptionalInt.empty(),
                    OptionalInt.empty(),
                    Optional.empty(),
                    AT));
        }

        Checked checked = Checker.check(descriptor(types), Set.of(), List.of(), List.of(Target.X86_64_LINUX_GNU));

        assertThat(checked.diagnostics()).extracting(Diagnostic::code).containsExactly(Code.INFINITE_TYPE);
        assertThat(checked.diagnostics().getFirst().message())
                .isEqualTo("`T0` would contain itself: T0.next → T1.next → T2.next → T3.next → T4.next → T5.next →"
                        + " T6.next → T7.next → … (99993 more) → T0");
    }

    private static TypeDeclaration link(int number, Type next) {
        return new TypeDeclaration.Struct(
                "T" + number,
                List.of(new LifetimeParameter("a", AT)),
                List.of(new Field("next", next, Optional.empty(), AT)),
                OptionalInt.empty(),
                OptionalInt.empty(),
                Optional.empty(),
                AT);
    }

    private static Type named(int number) {
        return new Type.Named("T" + number, List.of(new Lifetime.Named("a", AT)), AT);
    }

    private static Descriptor descriptor(List<TypeDeclaration> types) {
        return new Descriptor(
                "chain", new Version(1, 0, 0), Optional.empty(), types, List.of(), List.of(), List.of(), AT);
    }
}
