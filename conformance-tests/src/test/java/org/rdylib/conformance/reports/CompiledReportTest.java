package org.rdylib.conformance.reports;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rdylib.spec.InvalidDescriptorException;
import org.rdylib.spec.Paint;
import org.rdylib.spec.canonical.Canonical;
import org.rdylib.spec.canonical.CanonicalForm;
import org.rdylib.spec.check.CheckedDescriptor;
import org.rdylib.spec.check.Descriptors;
import org.rdylib.spec.layout.Target;
import org.rdylib.verifier.Host;
import org.rdylib.verifier.Plugin;
import org.rdylib.verifier.Report;
import org.rdylib.verifier.Unload;
import org.rdylib.verifier.Verifier;

/** A library carries what its report needs: it reads as if the two descriptors themselves had been compared. */
class CompiledReportTest {

    /** A `c:` that says what is so without it is not part of a library, and its report says that instead. */
    private static final Set<String> OTHERWISE = Set.of("c/other-width");

    @Test
    void theReportOfACompiledLibraryIsThatOfItsDescriptor(@TempDir Path folder) throws Exception {
        Set<String> otherwise = new TreeSet<>();
        int found = 0;
        for (Case pair : Case.all(folder)) {
            if (pair.isWellFormed()) {
                CheckedDescriptor host = Descriptors.require(Descriptors.read(pair.host()));
                CheckedDescriptor plugin = Descriptors.require(Descriptors.read(pair.plugin()));
                String report = within(pair, report(host, plugin, pair.unload()));
                found += report.contains("error[") ? 1 : 0;
                String compiled = within(pair, report(host, compiled(plugin), pair.unload()));
                if (OTHERWISE.contains(pair.name()) && !compiled.equals(report)) {
                    otherwise.add(pair.name());
                } else {
                    assertThat(compiled).as(pair.name()).isEqualTo(report);
                }
            }
        }
        assertThat(otherwise).isEqualTo(OTHERWISE);
        assertThat(found).isGreaterThan(200);
    }

    /** A library does not know the folder that its descriptor was in. */
    private static String within(Case pair, String report) {
        return report.replace(pair.plugin().getParent() + "/", "");
    }

    private static CheckedDescriptor compiled(CheckedDescriptor descriptor) throws InvalidDescriptorException {
        CanonicalForm form = CanonicalForm.of(descriptor);
        return Canonical.read(
                form.binding().getBytes(UTF_8),
                form.annotations().getBytes(UTF_8),
                "plugin.so",
                Target.X86_64_LINUX_GNU);
    }

    private static String report(CheckedDescriptor host, CheckedDescriptor plugin, String unload) {
        return Report.text(
                Verifier.verify(
                        new Host<>(host),
                        new Plugin<>(plugin),
                        Unload.of(unload).orElseThrow(),
                        Target.X86_64_LINUX_GNU),
                Paint.PLAIN);
    }
}
