package org.rdylib.spec.canonical;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rdylib.spec.Code;
import org.rdylib.spec.InvalidDescriptorException;
import org.rdylib.spec.LifetimeParameter;
import org.rdylib.spec.check.CheckedDescriptor;
import org.rdylib.spec.check.Descriptors;
import org.rdylib.spec.layout.Target;
import org.rdylib.spec.syntax.YamlTree;

/** A library's note may hold anything: whatever it is, it is read or refused. */
class HostileCanonicalFormTest {

    private static final String TEXT = """
        abi: 1
        library: sample
        version: 1.0.0
        doc: Some "text".
        types:
          Tag<'x>: {enum: {A: , B: "(&'x str, [u8; 3])", C: {c: "Option<&'x str>"}}}
        interfaces:
          I<'x>: {methods: {m: "fn(&mut self, a: Tag<'x>) -> Option<Tag<'x>>"}}
        exports:
          f: "fn<'a, 'b>(a: &'a mut dyn FnMut(&str) -> bool, b: &'b u8) -> Box<dyn I<'b> + 'b> where 'b: 'a"
        imports:
          g: "unsafe fn(p: *const u8)"
        """;

    @Test
    void anyChangeOfAByteIsReadOrRefused() throws Exception {
        CanonicalForm form = CanonicalFormTest.form(TEXT);
        long seed = Long.getLong("rdylib.seed", System.nanoTime());
        Random random = new Random(seed);
        int accepted = 0;
        int count = 3000;
        for (int i = 0; i < count; i++) {
            byte[] binding = form.binding().getBytes(UTF_8);
            byte[] annotations = form.annotations().getBytes(UTF_8);
            byte[] target = random.nextInt(3) == 0 ? annotations : binding;
            for (int edits = random.nextInt(4); edits >= 0; edits--) {
                byte other = random.nextBoolean() ? target[random.nextInt(target.length)] : (byte) random.nextInt();
                target[random.nextInt(target.length)] = other;
            }
            try {
                Canonical.read(binding, annotations, "lib.so", Target.X86_64_LINUX_GNU);
                accepted++;
            } catch (InvalidDescriptorException e) {
                assertThat(e.diagnostics()).isNotEmpty();
            } catch (RuntimeException | StackOverflowError e) {
                throw new AssertionError(
                        "seed " + seed + ": " + new String(binding, UTF_8) + "\n" + new String(annotations, UTF_8), e);
            }
        }
        System.out.printf("hostile canonical forms: seed %d, %d read, %d refused%n", seed, accepted, count - accepted);
        assertThat(accepted).isBetween(1, count - 1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "null", "\u0000", "{\"abi\":1}", "abi: 1", "{\"abi\":1,\"library\":\"a\"}"})
    void nonsenseIsRefused(String binding) {
        assertThatExceptionOfType(InvalidDescriptorException.class)
                .isThrownBy(() -> Canonical.read(
                        binding.getBytes(UTF_8), "{}".getBytes(UTF_8), "lib.so", Target.X86_64_LINUX_GNU));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "{\"types\":{", "{\"line\":1e999999999}", "[1,", "\u0001"})
    void annotationsAreReadOrRefused(String annotations) throws Exception {
        byte[] binding = CanonicalFormTest.form(TEXT).binding().getBytes(UTF_8);
        try {
            Canonical.read(binding, annotations.getBytes(UTF_8), "lib.so", Target.X86_64_LINUX_GNU);
        } catch (InvalidDescriptorException e) {
            assertThat(e).hasMessageContaining("annotations are not JSON");
        }
    }

    @Test
    void annotationsNestedBeyondReasonAreRefused() throws Exception {
        byte[] binding = CanonicalFormTest.form(TEXT).binding().getBytes(UTF_8);
        byte[] annotations = "{\"types\":".repeat(100_000).getBytes(UTF_8);
        assertThatExceptionOfType(InvalidDescriptorException.class)
                .isThrownBy(() -> Canonical.read(binding, annotations, "lib.so", Target.X86_64_LINUX_GNU));
    }

    @Test
    void annotationsCannotNameALifetimeAsOneThatIsLeftOut() throws Exception {
        String binding = "{\"abi\":1,\"library\":\"a\",\"version\":\"1.0.0\","
                + "\"exports\":{\"f\":\"fn<'b>(x: &'b mut &'b str, y: &u8) -> &'b u8\"}}";
        String annotations = "{\"exports\":{\"f\":{\"signature\":{\"lifetimes\":[\"1\"]}}}}";

        CheckedDescriptor read =
                Canonical.read(binding.getBytes(UTF_8), annotations.getBytes(UTF_8), "lib.so", Target.X86_64_LINUX_GNU);

        assertThat(read.descriptor().exports().getFirst().signature().lifetimes())
                .extracting(LifetimeParameter::name)
                .containsExactly("b", "1");
    }

    @Test
    void aDescriptorOnOneLineIsNotCarriedOnceForEachOfItsDeclarations() throws Exception {
        String fields =
                IntStream.range(0, 5_000).mapToObj(i -> "f" + i + ": u8").collect(Collectors.joining(", "));
        String text = "{abi: 1, library: a, version: 1.0.0, types: {T: {struct: {" + fields
                + "}}}, exports: {f: 'fn(x: &T)'}}";

        assertThat(CanonicalFormTest.form(text).annotations()).hasSizeLessThan(10 * text.length());
    }

    /** A library's reader and a descriptor's have one limit: what is read here is read there. */
    @Test
    void theLargestDescriptorThatIsReadIsReadFromItsLibraryToo() throws Exception {
        String fits = types(YamlTree.MAX_ENTRIES);
        CheckedDescriptor read = Descriptors.require("large.yaml", fits);
        CanonicalForm form = CanonicalForm.of(read);
        assertThat(Canonical.unreadable(read, form)).isEmpty();
        assertThat(Canonical.readQuickly(form.binding().getBytes(UTF_8), "lib.so", Target.X86_64_LINUX_GNU))
                .isPresent();
        String more = form.binding().replaceFirst("\\{\"T0\"", "{\"More\":{\"struct\":{\"a\":\"u8\"}},\"T0\"");
        assertThat(Canonical.readQuickly(more.getBytes(UTF_8), "lib.so", Target.X86_64_LINUX_GNU))
                .isEmpty();
        assertThatExceptionOfType(InvalidDescriptorException.class)
                .isThrownBy(() ->
                        Canonical.read(more.getBytes(UTF_8), "{}".getBytes(UTF_8), "lib.so", Target.X86_64_LINUX_GNU))
                .withMessageContaining("this mapping has more than 32768 entries");
    }

    /** What is left out of a signature is written out there, so that it may have become too long. */
    @Test
    void aFormThatCouldNotBeReadAgainIsSaidToBeNone() throws Exception {
        String text = "abi: 1\nlibrary: a\nversion: 1.0.0\nexports:\n  f: \"fn(x: &(%s))\"\n";
        CheckedDescriptor fits = Descriptors.require("a.yaml", text.formatted("Box<dyn Fn()>, ".repeat(2_000)));
        assertThat(Canonical.unreadable(fits, CanonicalForm.of(fits))).isEmpty();
        CheckedDescriptor longer = Descriptors.require("a.yaml", text.formatted("Box<dyn Fn()>, ".repeat(4_300)));
        assertThat(Canonical.unreadable(longer, CanonicalForm.of(longer))).hasValueSatisfying(found -> {
            assertThat(found.code()).isEqualTo(Code.TOO_LARGE);
            assertThat(found.place().toString()).isEqualTo("a.yaml:2:10");
            assertThat(found.message()).endsWith("the text that begins here is longer than 64 KiB");
        });
    }

    private static String types(int count) {
        return "abi: 1\nlibrary: a\nversion: 1.0.0\ntypes:\n"
                + IntStream.range(0, count)
                        .mapToObj(i -> "  T" + i + ": {struct: {a: u8}}\n")
                        .collect(Collectors.joining());
    }

    @Test
    void bytesThatAreNoTextAreRefused() {
        byte[] noText = {'{', (byte) 0xC3, (byte) 0x28, '}'};
        assertThatExceptionOfType(InvalidDescriptorException.class)
                .isThrownBy(() -> Canonical.read(noText, "{}".getBytes(UTF_8), "lib.so", Target.X86_64_LINUX_GNU))
                .withMessageContaining("not text in UTF-8");
    }
}
