package org.rdylib.loader.sample;

import java.util.List;
import java.util.Set;
import org.rdylib.loader.stub.ExportSymbol;
import org.rdylib.loader.stub.HostDescriptor;
import org.rdylib.verifier.Unload;

/** What the stub was generated from. */
final class SampleDescriptor {

    static final HostDescriptor HOST = new HostDescriptor(
            "sample",
            SampleDescriptor::binding,
            SampleDescriptor::annotations,
            Set.of(Unload.NEVER),
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

    private SampleDescriptor() {}

    static String binding() {
        return "{\"abi\":1,\"library\":\"sample\"}";
    }

    static String annotations() {
        return "{}";
    }
}
