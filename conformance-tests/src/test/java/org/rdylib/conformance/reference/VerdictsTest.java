package org.rdylib.conformance.reference;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.rdylib.spec.InvalidDescriptorException;
import org.rdylib.spec.check.CheckedDescriptor;
import org.rdylib.spec.check.Descriptors;
import org.rdylib.spec.layout.Target;
import org.rdylib.verifier.Host;
import org.rdylib.verifier.Plugin;
import org.rdylib.verifier.Unload;
import org.rdylib.verifier.Verdict;
import org.rdylib.verifier.Verifier;

/** What the reference's examples say of copies of different age, and of what goes to another process, is the verdict. */
class VerdictsTest {

    private static CheckedDescriptor descriptor(String declarations) throws InvalidDescriptorException {
        return Descriptors.require(
                "README.md", "{abi: 1, library: sample, version: 1.0.0, " + surrounded(declarations) + "}");
    }

    /** With the function by which a type or interface gets from the plugin to the host. */
    private static String surrounded(String declaration) {
        if (declaration.startsWith("T: ")) {
            return "types: {" + declaration + "}, exports: {f: \"fn() -> Box<T>\"}";
        }
        return declaration.startsWith("I: ")
                ? "interfaces: {" + declaration + "}, exports: {f: \"fn() -> Box<dyn I>\"}"
                : declaration;
    }

    private static Verdict verify(String host, String plugin, Unload unload) throws InvalidDescriptorException {
        return Verifier.verify(
                new Host<>(descriptor(host)), new Plugin<>(descriptor(plugin)), unload, Target.X86_64_LINUX_GNU);
    }

    private static String word(Verdict verdict) {
        return verdict.isCompatible() ? "yes" : "no";
    }

    @Test
    void copiesOfDifferentAgeFitAsTheReferenceSays() throws IOException, InvalidDescriptorException {
        for (List<String> row : Reference.table(
                "| the older copy | the newer copy | the producer is newer | the consumer is newer |")) {
            String older = row.get(0);
            String newer = row.get(1);
            boolean fromHost = older.startsWith("imports");
            Verdict producerIsNewer =
                    fromHost ? verify(newer, older, Unload.NEVER) : verify(older, newer, Unload.NEVER);
            Verdict consumerIsNewer =
                    fromHost ? verify(older, newer, Unload.NEVER) : verify(newer, older, Unload.NEVER);
            assertThat(word(producerIsNewer))
                    .as("%s, producer: %s", row, producerIsNewer.findings())
                    .isEqualTo(row.get(2));
            assertThat(word(consumerIsNewer))
                    .as("%s, consumer: %s", row, consumerIsNewer.findings())
                    .isEqualTo(row.get(3));
        }
    }

    @Test
    void callsGoToAnotherProcessAsTheReferenceSays() throws IOException, InvalidDescriptorException {
        for (List<String> row : Reference.table("| for example | crosses |")) {
            String export = "exports: {f: \"" + row.getFirst() + "\"}";
            Verdict verdict = verify(export, export, Unload.ISOLATED);
            assertThat(word(verdict)).as("%s: %s", row, verdict.findings()).isEqualTo(row.getLast());
        }
    }
}
