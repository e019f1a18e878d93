package org.rdylib.loader.sample;

import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.rdylib.loader.stub.ExportSymbol;
import org.rdylib.loader.stub.HostDescriptor;
import org.rdylib.loader.testing.CLibrary;
import org.rdylib.spec.InvalidDescriptorException;
import org.rdylib.spec.canonical.CanonicalForm;
import org.rdylib.spec.check.Descriptors;
import org.rdylib.verifier.Unload;

/** What the stub was generated from. */
final class SampleDescriptor extends HostDescriptor {

    /** The generator writes the texts down as constants; here they are made of the descriptor that stands beside. */
    static final CanonicalForm FORM = form();

    static final HostDescriptor HOST = new SampleDescriptor();

    private SampleDescriptor() {
        super(
                "sample",
                HexFormat.of().formatHex(FORM.fingerprint()),
                Set.of(Unload.NEVER, Unload.ALLOWED),
                List.of(
                        new ExportSymbol("tokens", "sample_tokens"),
                        new ExportSymbol("longer", "sample_longer"),
                        new ExportSymbol("each_word", "sample_each_word"),
                        new ExportSymbol("shift", "sample_shift"),
                        new ExportSymbol("length", "sample_length"),
                        new ExportSymbol("grow", "sample_grow"),
                        new ExportSymbol("weigh", "sample_weigh"),
                        new ExportSymbol("sum", "sample_sum"),
                        new ExportSymbol("fail", "sample_fail"),
                        new ExportSymbol("version", "sample_version"),
                        new ExportSymbol("add", "sample_add"),
                        new ExportSymbol("flip", "sample_flip"),
                        new ExportSymbol("dropped_objects", "sample_dropped_objects"),
                        new ExportSymbol("dropped_failures", "sample_dropped_failures"),
                        new ExportSymbol("echo_bool", "sample_echo_bool"),
                        new ExportSymbol("echo_char", "sample_echo_char")),
                List.of("log"));
    }

    private static CanonicalForm form() {
        try {
            return CanonicalForm.of(Descriptors.require("sample.yaml", CLibrary.text("sample.yaml")));
        } catch (InvalidDescriptorException e) {
            throw new IllegalStateException(e.diagnostics().toString(), e);
        }
    }

    @Override
    protected List<String> binding() {
        return List.of(FORM.binding());
    }

    @Override
    protected List<String> annotations() {
        return List.of(FORM.annotations());
    }
}
