package org.rdylib.verifier.copy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.rdylib.spec.InvalidDescriptorException;
import org.rdylib.spec.check.Descriptors;

class DeclaredBoundsTest {

    private static DeclaredBounds of(String types) throws InvalidDescriptorException {
        return DeclaredBounds.of(Descriptors.require(
                "sample.yaml",
                "abi: 1\n"
                        + "library: sample\n"
                        + "version: 1.0.0\n"
                        + "interfaces:\n"
                        + "  W<'x>: {methods: {m: \"fn(&self) -> &'x u8\"}}\n"
                        + "types:\n"
                        + types));
    }

    private static Set<String> bounds(DeclaredBounds all, String name) {
        return all.of(name).stream()
                .map(b -> name(b.longer()) + ": " + name(b.shorter()))
                .collect(Collectors.toSet());
    }

    private static String name(DeclaredLifetime lifetime) {
        return switch (lifetime) {
            case DeclaredLifetime.Parameter(int index) -> Integer.toString(index);
            case DeclaredLifetime.Constant constant -> constant.name();
        };
    }

    @Test
    void aReferenceImpliesThatItsTargetOutlivesIt() throws InvalidDescriptorException {
        assertThat(bounds(of("  T<'a, 'b>: {struct: {x: \"&'a &'b u8\"}}\n"), "T"))
                .containsExactly("1: 0");
    }

    @Test
    void objectsAndFunctionTypesBehindAReferenceCountWithAllTheirLifetimes() throws InvalidDescriptorException {
        assertThat(bounds(of("  T<'a, 'b, 'c>: {struct: {x: \"&'a (dyn W<'b> + 'c)\"}}\n"), "T"))
                .containsExactlyInAnyOrder("1: 0", "2: 0");
        assertThat(bounds(of("  T<'a, 'b>: {struct: {x: \"&'a fn(&'b u8)\"}}\n"), "T"))
                .containsExactly("1: 0");
    }

    @Test
    void whatIsOwnedImpliesNothing() throws InvalidDescriptorException {
        assertThat(bounds(of("  T<'a, 'b>: {struct: {x: \"Box<dyn W<'a> + 'b>\"}}\n"), "T"))
                .isEmpty();
    }

    @Test
    void aFieldsTypeImpliesWhatItsOwnFieldsDoThroughRecursionToo() throws InvalidDescriptorException {
        DeclaredBounds all = of("""
              T<'a, 'b>: {struct: {x: "Option<Box<U<'b, 'a>>>"}}
              U<'a, 'b>: {struct: {x: "&'a &'b u8", y: "Option<Box<T<'a, 'b>>>"}}
            """);

        assertThat(bounds(all, "U")).containsExactlyInAnyOrder("1: 0", "0: 1");
        assertThat(bounds(all, "T")).containsExactlyInAnyOrder("1: 0", "0: 1");
    }

    @Test
    void ofAReferenceThatMentionsALifetimeOfAForTheOthersCount() throws InvalidDescriptorException {
        assertThat(bounds(of("  T<'a, 'b>: {struct: {x: \"for<'z> fn(&'a (&'z u8, &'b u8))\", y: \"&'b u8\"}}\n"), "T"))
                .containsExactly("1: 0");
        assertThat(bounds(of("  T<'a, 'b>: {struct: {x: \"for<'z> fn(&'z &'a &'b u8)\"}}\n"), "T"))
                .containsExactly("1: 0");
    }

    @Test
    void lifetimesThatATypeBindsItselfDoNotCount() throws InvalidDescriptorException {
        assertThat(bounds(of("  T<'a, 'b>: {struct: {x: \"&'a (for<'z> fn(&'z u8, &'b u8))\"}}\n"), "T"))
                .containsExactly("1: 0");
    }

    @Test
    void constantsWithinAUserTypeCountBehindAReference() throws InvalidDescriptorException {
        DeclaredBounds all = of("""
              H: {struct: {x: "&'dylib u8"}}
              T: {struct: {x: "&'static H"}}
            """);

        assertThat(all.constants("H")).containsExactly(DeclaredLifetime.Constant.DYLIB);
        assertThat(bounds(all, "T")).containsExactly("DYLIB: STATIC");
    }
}
