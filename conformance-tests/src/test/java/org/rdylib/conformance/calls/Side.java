package org.rdylib.conformance.calls;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import org.rdylib.codegen.SourceFile;
import org.rdylib.codegen.c.CGenerator;
import org.rdylib.codegen.rust.RustOptions;
import org.rdylib.conformance.Tool;
import org.rdylib.conformance.plugins.NativeBuild;
import org.rdylib.conformance.rust.Rust;

/** What a plugin is written in. */
enum Side {
    C {
        @Override
        Path plugin(Data data, Path folder, UnaryOperator<String> fault) throws IOException {
            for (SourceFile file : CGenerator.generate(data.descriptor()).files()) {
                boolean isHeader = file.path().endsWith(".h");
                Files.writeString(folder.resolve(file.path()), isHeader ? fault.apply(file.text()) : file.text());
            }
            Path source = folder.resolve("plugin.c");
            Files.writeString(source, CAuthor.write(data, Files.readString(folder.resolve("calls.h"))));
            return NativeBuild.library(
                    folder, List.of(source, folder.resolve("calls_abi.c")), "-I" + SOURCES, "-O0", "-w");
        }
    },
    RUST {
        @Override
        Path plugin(Data data, Path folder, UnaryOperator<String> fault) throws IOException {
            Path module = NativeBuild.generateRust(data.descriptor(), RustOptions.DEFAULT, folder);
            Files.writeString(module, fault.apply(Files.readString(module)));
            Files.copy(SOURCES.resolve("places.rs"), folder.resolve("places.rs"));
            Files.writeString(folder.resolve("lib.rs"), RustAuthor.write(data, Files.readString(module), "Calls"));
            Tool.Run run =
                    Rust.rustc(folder, "--edition", "2024", "--crate-type", "cdylib", "-o", "plugin.so", "lib.rs");
            assertThat(run.exit()).as(run.text()).isZero();
            return folder.resolve("plugin.so");
        }
    };

    private static final Path SOURCES = NativeBuild.PLUGINS.resolve("calls");

    /**
     * Builds a plugin whose author is this test.
     *
     * @param folder takes all that is built
     * @param fault what is done to what is generated, the header in C or the module in Rust
     */
    abstract Path plugin(Data data, Path folder, UnaryOperator<String> fault) throws IOException;
}
