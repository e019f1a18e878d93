package org.rdylib.conformance.plugins;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.rdylib.codegen.Generated;
import org.rdylib.codegen.SourceFile;
import org.rdylib.codegen.rust.RustGenerator;
import org.rdylib.codegen.rust.RustOptions;
import org.rdylib.conformance.Tool;
import org.rdylib.spec.InvalidDescriptorException;

/** Builds plugins in Rust as their authors would, with {@code rustc} alone. */
public final class RustBuild {

    private RustBuild() {}

    /**
     * Builds a plugin: the generated module {@code abi} beside the author's.
     *
     * @param folder takes the sources, what is generated, and the library
     * @param sources the crate's, by their names in it; one is {@code lib.rs}
     * @param flags for rustc
     */
    public static Path plugin(Path folder, Path descriptor, Map<String, Path> sources, List<String> flags)
            throws IOException, InvalidDescriptorException {
        Generated generated = RustGenerator.generate(NativeBuild.descriptor(descriptor), new RustOptions("abi"));
        assertThat(generated.diagnostics()).isEmpty();
        for (SourceFile file : generated.files()) {
            Files.writeString(folder.resolve(file.path()), file.text());
        }
        for (Map.Entry<String, Path> source : sources.entrySet()) {
            Files.writeString(folder.resolve(source.getKey()), Files.readString(source.getValue()));
        }
        Path library = folder.resolve("plugin.so");
        List<String> command = new ArrayList<>(List.of("rustc", "--edition=2024", "--crate-type=cdylib"));
        command.addAll(List.of("--crate-name=plugin", "-Dwarnings"));
        command.addAll(flags);
        command.addAll(
                List.of("-o", library.toString(), folder.resolve("lib.rs").toString()));
        Tool.require("rustc");
        Tool.run(Path.of(""), command.toArray(String[]::new));
        return library;
    }
}
