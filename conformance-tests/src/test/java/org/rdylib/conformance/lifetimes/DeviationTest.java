package org.rdylib.conformance.lifetimes;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rdylib.conformance.lifetimes.FiniteModel.Answer;
import org.rdylib.conformance.lifetimes.FiniteModel.Effort;
import org.rdylib.spec.Descriptor;
import org.rdylib.spec.InvalidDescriptorException;
import org.rdylib.spec.check.CheckedDescriptor;
import org.rdylib.spec.check.Descriptors;
import org.rdylib.verifier.Host;
import org.rdylib.verifier.Plugin;
import org.rdylib.verifier.Unload;
import org.rdylib.verifier.internal.Rules;

class DeviationTest {

    @TempDir
    Path directory;

    /**
     * {@code 'w}, which can only be {@code 'z}, must outlive {@code 'a}. Whoever calls the wanted function promises {@code
     * 'z: 'e}, and the plugin may choose {@code 'e} to be {@code 'a}: then that is the missing promise. Nothing demands that
     * choice; it is the shortest of the two that have to outlive {@code 'e}.
     */
    @Test
    void anAssumptionAboutALifetimeThatIsChosenAsLongAsItMayBeIsOfUse()
            throws InvalidDescriptorException, Calls.InexpressibleException {
        Pair pair = new Pair(
                Pair.Kind.NESTED_EXPORT,
                false,
                exporting("fn<'a, 'b>(x: &'b u8, f: for<'w> fn(&'w u8) -> &'a &'w u8) where 'b: 'a"),
                exporting("fn<'e>(x: &'e u8, f: for<'z> fn(&'z u8) -> &'e &'z u8)"));

        assertThat(FiniteModel.judge(pair, Effort.THOROUGH)).isEqualTo(Answer.HOLDS);
        assertThat(isAcceptedByRustc(pair)).isTrue();
        assertThat(Verdicts.Read.of(pair).isCompatible(Rules.STANDARD)).isTrue();
    }

    /**
     * The plugin's closure relies on {@code 'z0: 'a} and {@code 'b: 'a}, and whoever calls the wanted one promises the host's of
     * these names. They are the same where the host's {@code 'a} is chosen as long as it may be, and its {@code 'b} as short:
     * all as long, or all as short, is of no use.
     */
    @Test
    void assumptionsAboutOneLifetimeThatIsChosenLongAndOneThatIsChosenShortAreOfUse()
            throws InvalidDescriptorException, Calls.InexpressibleException {
        String closure = "fn<'a, 'b>(f: Box<dyn for<'z0, 'z1> FnMut(Result<&'z1 u8, &'%s str>, fn(&'z0 u8)) -> "
                + "&'a (dyn Fn(&'z0 u8, &'b u8) + 'z0) + 'a>)";
        Pair pair = new Pair(
                Pair.Kind.NESTED_IMPORT,
                false,
                having("imports", closure.formatted("b")),
                having("imports", closure.formatted("z1")));

        assertThat(FiniteModel.judge(pair, Effort.THOROUGH)).isEqualTo(Answer.HOLDS);
        assertThat(isAcceptedByRustc(pair)).isTrue();
        assertThat(Verdicts.Read.of(pair).isCompatible(Rules.STANDARD)).isTrue();
    }

    /**
     * Whoever calls the wanted function keeps its result for ever. The plugin's function takes any {@code 'z} of its own
     * world, which ends with the library: it may answer with a constant of its own. To rustc {@code 'z} may be {@code
     * 'static}, since its words for {@code 'dylib} do not reach into a {@code for<>}.
     */
    @Test
    void aFunctionForEveryLifetimeOfALibraryIsNoneForStatic()
            throws InvalidDescriptorException, Calls.InexpressibleException {
        Pair pair = new Pair(
                Pair.Kind.EXPORT,
                true,
                exporting("fn() -> (fn(&'static u8) -> &'static u8) + 'dylib"),
                exporting("fn() -> (for<'z> fn(&'z u8) -> &'z u8) + 'dylib"));

        assertThat(FiniteModel.judge(pair, Effort.THOROUGH)).isEqualTo(Answer.FAILS);
        assertIsRefusedThoughRustcAccepts(pair, Deviation.BOUND_WITHIN_THE_LIBRARY);
    }

    /**
     * Behind a {@code &mut} nobody can put an object in another's place: rustc knows its size as little as anybody. Where
     * that is the whole of a parameter only the side that is lent it calls it, and the host's may be more precise. Within
     * an {@code Option} it must fit both ways all the same.
     */
    @Test
    void anObjectBehindMutWithinAnotherTypeMustFitBothWaysThoughNobodyCanReplaceIt() throws InvalidDescriptorException {
        assertThat(isLent("&mut (dyn Source<'x> + 'x)")).isTrue();
        assertThat(isLent("Option<&(dyn Source<'x> + 'x)>")).isTrue();
        assertThat(isLent("Option<&mut (dyn Source<'x> + 'x)>")).isFalse();

        List<RustPair.Line> replacesBox = replacing("fn f(x: &mut Box<dyn I>, y: Box<dyn I>) { *x = y; }");
        List<RustPair.Line> replacesObject = replacing("fn f(x: &mut (dyn I + 'static), y: Box<dyn I>) { *x = *y; }");
        assertThat(RustOracle.in(directory).accepts(List.of(replacesBox, replacesObject)))
                .containsExactly(true, false);
    }

    private static boolean isLent(String object) throws InvalidDescriptorException {
        String precise = "fn<'a, 'b>(&self, x: &'a str, y: &'b str, z: &'x str) -> &'a str";
        return new Verdicts.Read(
                        new Host<>(lending(object, precise)),
                        new Plugin<>(lending(object, precise.replace("'b", "'a").replace("<'a, 'a>", "<'a>"))),
                        Unload.ALLOWED)
                .isCompatible(Rules.STANDARD);
    }

    private static CheckedDescriptor lending(String object, String method) throws InvalidDescriptorException {
        String text = """
            abi: 1
            library: sample
            version: 1.0.0
            interfaces:
              "Source<'x>": {methods: {pick: "METHOD"}}
            exports:
              f: "fn<'x>(text: &'x str, source: OBJECT)"
            """;
        return Descriptors.require("sample", text.replace("METHOD", method).replace("OBJECT", object));
    }

    private static List<RustPair.Line> replacing(String function) {
        return List.of(RustPair.Line.support("trait I {}"), new RustPair.Line(RustPair.Role.FORWARDS, function));
    }

    private void assertIsRefusedThoughRustcAccepts(Pair pair, Deviation deviation) throws Calls.InexpressibleException {
        boolean ours = Verdicts.Read.of(pair).isCompatible(Rules.STANDARD);
        boolean rustc = isAcceptedByRustc(pair);

        assertThat(rustc).isTrue();
        assertThat(ours).isFalse();
        assertThat(Deviation.between(pair, ours, rustc)).contains(deviation);
    }

    private boolean isAcceptedByRustc(Pair pair) throws Calls.InexpressibleException {
        return RustOracle.in(directory)
                .accepts(List.of(RustPair.render(pair.host(), pair.plugin(), pair.unloadable())))
                .getFirst();
    }

    private static Descriptor exporting(String signature) throws InvalidDescriptorException {
        return having("exports", signature);
    }

    private static Descriptor having(String section, String signature) throws InvalidDescriptorException {
        String text = """
            abi: 1
            library: sample
            version: 1.0.0
            SECTION:
              f: "SIGNATURE"
            """;
        return Descriptors.require("sample", text.replace("SECTION", section).replace("SIGNATURE", signature))
                .descriptor();
    }
}
