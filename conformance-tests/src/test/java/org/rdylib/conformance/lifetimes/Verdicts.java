package org.rdylib.conformance.lifetimes;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.rdylib.spec.Code;
import org.rdylib.spec.Descriptor;
import org.rdylib.spec.Diagnostic;
import org.rdylib.spec.InvalidDescriptorException;
import org.rdylib.spec.Severity;
import org.rdylib.spec.check.CheckedDescriptor;
import org.rdylib.spec.check.Descriptors;
import org.rdylib.spec.layout.Target;
import org.rdylib.verifier.Host;
import org.rdylib.verifier.Plugin;
import org.rdylib.verifier.Unload;
import org.rdylib.verifier.copy.Copy;
import org.rdylib.verifier.copy.Side;
import org.rdylib.verifier.finding.Difference;
import org.rdylib.verifier.internal.Comparison;
import org.rdylib.verifier.internal.Policy;
import org.rdylib.verifier.internal.Rules;

/** What the verifier says of generated pairs, by its own rules or by others. */
final class Verdicts {

    /** What may happen to be wrong with a random descriptor; everything else is a mistake of the generator. */
    private static final Set<Code> UNLUCKY =
            EnumSet.of(Code.CLOSURE_HAZARD, Code.FN_ONCE, Code.INFINITE_TYPE, Code.UNUSED_LIFETIME);

    private Verdicts() {}

    /** Whether both copies are well-formed. */
    static boolean areWellFormed(Pair pair) {
        return isWellFormed(pair.host()) && isWellFormed(pair.plugin());
    }

    static boolean isWellFormed(Descriptor descriptor) {
        String text = Notation.descriptor(descriptor);
        List<Diagnostic> wrong = Descriptors.read("random", text).diagnostics().stream()
                .filter(w -> w.severity() == Severity.ERROR)
                .toList();
        wrong.stream().filter(w -> !UNLUCKY.contains(w.code())).findFirst().ifPresent(w -> {
            throw new IllegalStateException(w + "\n" + text);
        });
        return wrong.isEmpty();
    }

    /** A pair that has gone through text, syntax and checks. */
    record Read(Host<CheckedDescriptor> host, Plugin<CheckedDescriptor> plugin, Unload unload) {

        static Read of(Pair pair) {
            return new Read(
                    new Host<>(read("host", pair.host())),
                    new Plugin<>(read("plugin", pair.plugin())),
                    pair.unloadable() ? Unload.ALLOWED : Unload.NEVER);
        }

        private static CheckedDescriptor read(String file, Descriptor descriptor) {
            String text = Notation.descriptor(descriptor);
            try {
                return Descriptors.require(file, text);
            } catch (InvalidDescriptorException e) {
                throw new IllegalStateException("the generated descriptor is ill-formed:\n" + text, e);
            }
        }

        List<Difference> findings(Rules rules) {
            return Comparison.compare(
                            Copy.of(Side.HOST, host.value()),
                            Copy.of(Side.PLUGIN, plugin.value()),
                            policy(),
                            Target.X86_64_LINUX_GNU,
                            rules)
                    .differences();
        }

        /** What is found by the rules as they are where nothing is passed over, though both copies say it alike. */
        List<Difference> findingsOfAll() {
            return Comparison.compareAll(
                            Copy.of(Side.HOST, host.value()),
                            Copy.of(Side.PLUGIN, plugin.value()),
                            policy(),
                            Target.X86_64_LINUX_GNU,
                            Rules.STANDARD)
                    .differences();
        }

        private Policy policy() {
            return switch (unload) {
                case NEVER -> Policy.RESIDENT;
                case ALLOWED -> Policy.UNLOADABLE;
                case ISOLATED -> Policy.ISOLATED;
            };
        }

        boolean isCompatible(Rules rules) {
            return findings(rules).isEmpty();
        }
    }
}
