package org.rdylib.conformance.fuzzing;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.rdylib.spec.InvalidDescriptorException;
import org.rdylib.spec.canonical.Canonical;
import org.rdylib.spec.canonical.CanonicalForm;
import org.rdylib.spec.check.Checked;
import org.rdylib.spec.check.CheckedDescriptor;
import org.rdylib.spec.check.Descriptors;
import org.rdylib.spec.layout.Target;

/**
 * Whatever text is taken for a descriptor: it is read and checked, or there are diagnostics, all of them inside it. What
 * is well-formed has a canonical form, which reads as what has the same one.
 */
class DescriptorFuzzTest {

    private static final String FILE = "fuzzed.yaml";
    private static final List<Target> TARGETS = List.of(Target.values());

    @FuzzTest(maxDuration = "10m")
    void isReadOrReported(byte[] bytes) {
        String text = Texts.of(bytes);
        Checked checked = Descriptors.read(FILE, text, TARGETS);
        Texts.requirePlaces(checked.diagnostics(), text);
        Texts.require(
                checked.descriptor().isPresent() || !checked.diagnostics().isEmpty(), "neither read nor reported");
        checked.descriptor().ifPresent(DescriptorFuzzTest::requireFixedPoint);
    }

    private static void requireFixedPoint(CheckedDescriptor descriptor) {
        CanonicalForm form = CanonicalForm.of(descriptor);
        CheckedDescriptor again;
        try {
            again = Canonical.read(
                    form.binding().getBytes(StandardCharsets.UTF_8),
                    form.annotations().getBytes(StandardCharsets.UTF_8),
                    "library",
                    TARGETS.getFirst());
        } catch (InvalidDescriptorException e) {
            throw new AssertionError("the canonical form does not read: " + form.binding(), e);
        }
        CanonicalForm second = CanonicalForm.of(again);
        Texts.require(second.binding().equals(form.binding()), form.binding() + "\nreads as\n" + second.binding());
        Texts.require(
                second.annotations().equals(form.annotations()),
                form.annotations() + "\nread as\n" + second.annotations());
    }
}
