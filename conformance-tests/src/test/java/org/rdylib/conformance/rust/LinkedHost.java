package org.rdylib.conformance.rust;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.rdylib.conformance.Tool;

/** A host in C that is linked with a plugin in Rust and says, when all went well, that all its checks hold. */
record LinkedHost(Path folder) {

    /**
     * Builds both in the folder where what was generated is: the plugin is a crate of the generated module and of its author's.
     *
     * @param sources where its author's {@code plugin.rs} and {@code host.c} are
     */
    static LinkedHost build(Path folder, Path sources, String edition, int optimized) throws IOException {
        return build(folder, sources, "", edition, optimized);
    }

    /**
     * The same.
     *
     * @param root further lines of the crate's root, beside which the generated module stands
     */
    static LinkedHost build(Path folder, Path sources, String root, String edition, int optimized) throws IOException {
        Files.copy(sources.resolve("plugin.rs"), folder.resolve("plugin.rs"));
        Files.copy(sources.resolve("host.c"), folder.resolve("host.c"));
        Files.writeString(folder.resolve("lib.rs"), "#![deny(warnings)]\nmod abi;\nmod plugin;\n" + root);
        Tool.Run plugin = Rust.rustc(
                folder,
                "--edition",
                edition,
                "--crate-type",
                "cdylib",
                "-g",
                "-Copt-level=" + optimized,
                "-o",
                "libplugin.so",
                "lib.rs");
        assertThat(plugin.text()).isEmpty();
        Tool.require("cc");
        Tool.run(
                folder,
                "cc",
                "-std=c11",
                "-Wall",
                "-Wextra",
                "-Werror",
                "-g",
                "-o",
                "host",
                "host.c",
                "-L.",
                "-lplugin",
                "-lpthread",
                "-Wl,-rpath," + folder.toAbsolutePath());
        return new LinkedHost(folder);
    }

    /** Runs it. */
    void check() {
        assertThat(Tool.run(folder, program())).endsWith("all checks hold");
    }

    /** Runs it where what is lost, or used after its end, is an error. */
    void checkMemory() {
        Tool.require("valgrind");
        Tool.run(
                folder,
                "valgrind",
                "-q",
                "--leak-check=full",
                "--errors-for-leak-kinds=definite",
                "--error-exitcode=9",
                program());
    }

    private String program() {
        return folder.resolve("host").toString();
    }
}
