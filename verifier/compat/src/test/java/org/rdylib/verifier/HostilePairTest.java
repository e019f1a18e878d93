package org.rdylib.verifier;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.rdylib.spec.Code;
import org.rdylib.spec.InvalidDescriptorException;
import org.rdylib.spec.check.CheckedDescriptor;
import org.rdylib.spec.check.Descriptors;
import org.rdylib.spec.layout.Target;

/** Two descriptors that were written to be hard to compare: there is an answer, and it does not take minutes to mend. */
@Timeout(120)
class HostilePairTest {

    private static final String HEAD = "abi: 1\nlibrary: sample\nversion: 1.0.0\n";

    private static String list(int count, IntFunction<String> item) {
        return IntStream.range(0, count).mapToObj(item).collect(Collectors.joining(", "));
    }

    private static CheckedDescriptor require(String text) throws InvalidDescriptorException {
        return Descriptors.require("sample.yaml", HEAD + text);
    }

    private static Verdict verify(String host, String plugin) throws InvalidDescriptorException {
        return Verifier.verify(
                new Host<>(require(host)), new Plugin<>(require(plugin)), Unload.ALLOWED, Target.X86_64_LINUX_GNU);
    }

    /** Each promise of the host's leads to the next, the last of them first; the plugin wants them to be a circle. */
    @Test
    void asManyLifetimesAsASignatureMayHaveInACircle() throws InvalidDescriptorException {
        // One more is that of the `&mut`.
        int most = 254;
        String lifetimes = list(most, i -> "'a" + i);
        String signature = "exports:\n  f: \"fn<%s>(x: &mut (%s)) where %s%s\"\n";
        String references = list(most, i -> "&'a" + i + " u8");
        String chain = list(most - 1, i -> "'a%d: 'a%d".formatted(most - 2 - i, most - 1 - i));
        String host = signature.formatted(lifetimes, references, chain, "");
        String plugin = signature.formatted(lifetimes, references, chain, ", 'a" + (most - 1) + ": 'a0");

        assertThat(verify(host, host).findings()).isEmpty();
        assertThat(verify(plugin, host).findings()).isEmpty();
        assertThat(verify(host, plugin).findings())
                .isNotEmpty()
                .allSatisfy(f -> assertThat(f.code()).isEqualTo(Code.OUTLIVES_NOT_PROMISED));
    }

    /** What each of the types says of its lifetimes is known only when all others are looked at, and says them the other way round. */
    @Test
    void aCircleOfManyTypesThatTieTheirLifetimesInAProcessOfItsOwn() throws InvalidDescriptorException {
        int many = 10_000;
        String circle = IntStream.range(0, many)
                .mapToObj(i -> "  T%1$d<'a, 'b>: {struct: {a: \"&'a mut u8\", b: \"Option<Box<T%2$d<'b, 'a>>>\"}}\n"
                        .formatted(i, (i + 1) % many))
                .collect(Collectors.joining());
        String tie = "  Tie<'a, 'b>: {struct: {x: \"&'b &'a u8\", t: \"T0<'a, 'b>\"}}\n";
        CheckedDescriptor all = require("types:\n" + circle + tie
                + "exports: {over: \"fn(x: Tie<'_, '_>)\", not: \"fn<'b>(x: Tie<'_, 'b>)" + " -> &'b u8\"}\n");

        Verdict verdict = Verifier.verify(new Host<>(all), new Plugin<>(all), Unload.ISOLATED, Target.X86_64_LINUX_GNU);

        assertThat(verdict.isolable()).containsExactly("export over");
        assertThat(verdict.findings()).extracting(Finding::code).containsOnly(Code.NOT_ISOLABLE);
    }

    /** What is tried to mend a lifetime is tried with all that it leads to: here each time with all types. */
    @Test
    void aLifetimeThatLeadsToAChainOfManyTypes() throws InvalidDescriptorException {
        int many = 10_000;
        String types = IntStream.range(0, many)
                .mapToObj(i -> "  T%1$d<'a>: {struct: {a: \"&'a u8\", b: \"Option<&'a T%2$d<'a>>\"}}\n"
                        .formatted(i, (i + 1) % many))
                .collect(Collectors.joining());
        IntFunction<String> functions = result -> "types:\n" + types + "exports:\n"
                + IntStream.range(0, 40)
                        .mapToObj(i -> "  f%d: \"fn<'a, 'b>(x: &'a T0<'a>, y: &'b T0<'b>) -> &'%c u8\"\n"
                                .formatted(i, (char) result))
                        .collect(Collectors.joining());

        Verdict verdict = verify(functions.apply('a'), functions.apply('b'));

        assertThat(verdict.findings())
                .hasSize(40)
                .allSatisfy(f -> assertThat(f.code()).isEqualTo(Code.OUTLIVES_NOT_PROMISED));
        assertThat(verdict.findings().getFirst().inHost().value()).isNotEmpty();
    }
}
