package org.rdylib.conformance.rust;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rdylib.conformance.Tool;
import org.rdylib.conformance.plugins.NativeBuild;

/**
 * A plugin in Rust hands out its own types by one pointer each. The host is in C, with declarations that were written by
 * hand.
 */
class OpaqueTest {

    private static final Path SOURCES = Rust.SOURCES.resolve("opaque");
    private static final String ROOT = "use plugin::{Cursor, Empty, Store};\n";

    @TempDir
    Path folder;

    @ParameterizedTest(name = "edition {0}, opt-level {1}")
    @CsvSource({"2021, 0", "2024, 3"})
    void theAuthorsOwnTypesArePassedByPointers(String edition, int optimized) throws Exception {
        NativeBuild.generateRust(SOURCES.resolve("store.yaml"), folder);
        LinkedHost host = LinkedHost.build(folder, SOURCES, ROOT, edition, optimized);
        host.check();
        if (optimized == 0) {
            host.checkMemory();
        }
    }

    /** What the descriptor claims of a type, rustc finds out. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "texts: Vec<String>,| texts: Vec<String>, shared: std::rc::Rc<u8>, | cannot be sent between threads",
                "at: usize,| at: usize, mutable: std::cell::Cell<&'s Store>, | lifetime may not live long enough"
            })
    void aClaimThatIsNotSoIsAnError(String from, String to, String message) throws Exception {
        NativeBuild.generateRust(SOURCES.resolve("store.yaml"), folder);
        String author = Files.readString(SOURCES.resolve("plugin.rs"));
        assertThat(author).contains(from);
        Files.writeString(folder.resolve("plugin.rs"), author.replace(from, to));
        Files.writeString(folder.resolve("lib.rs"), "mod abi;\nmod plugin;\n" + ROOT);
        Tool.Run run =
                Rust.rustc(folder, "--edition", "2024", "--crate-type", "cdylib", "-o", "libplugin.so", "lib.rs");
        assertThat(run.exit()).isNotZero();
        assertThat(run.text()).contains(message);
    }

    @Test
    void aTypeThatTheAuthorDoesNotHaveIsMissedByItsName() throws Exception {
        NativeBuild.generateRust(SOURCES.resolve("store.yaml"), folder);
        Files.copy(SOURCES.resolve("plugin.rs"), folder.resolve("plugin.rs"));
        Files.writeString(folder.resolve("lib.rs"), "mod abi;\nmod plugin;\nuse plugin::{Cursor, Empty};\n");
        Tool.Run run =
                Rust.rustc(folder, "--edition", "2024", "--crate-type", "cdylib", "-o", "libplugin.so", "lib.rs");
        assertThat(run.exit()).isNotZero();
        assertThat(run.text()).contains("no `Store` in the root");
    }
}
