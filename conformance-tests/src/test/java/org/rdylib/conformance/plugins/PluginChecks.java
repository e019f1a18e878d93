package org.rdylib.conformance.plugins;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.DynamicTest;

/** The host of a plugin, which is compiled by the test and known to it as this. */
public interface PluginChecks {

    /**
     * Builds the host of the plugin {@code name}: {@code NameDriver} and the other Java sources in the plugin's folder.
     *
     * @param folder takes what is generated, and the classes
     */
    static PluginChecks host(Path folder, Path descriptor, String name) throws Exception {
        Path sources = NativeBuild.PLUGINS.resolve(name);
        String driver = name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1) + "Driver.java";
        return NativeBuild.host(
                folder,
                descriptor,
                "org.rdylib.conformance." + name,
                sources.resolve(driver),
                PluginChecks.class,
                NativeBuild.others(sources, driver));
    }

    /**
     * Runs the checks with the plugin {@code name} in C: all {@code .c} files in its folder.
     *
     * @param folder takes what is generated, the library and the host's classes
     */
    static Stream<DynamicTest> inC(Path folder, Path descriptor, String name) throws Exception {
        Path sources = NativeBuild.PLUGINS.resolve(name);
        Path library = NativeBuild.plugin(
                Files.createDirectories(folder.resolve("c")),
                descriptor,
                NativeBuild.files(sources, ".c"),
                "-I" + sources,
                "-pthread");
        return host(folder, descriptor, name).tests(library);
    }

    /** The same with the plugin in Rust: {@code name.rs}. */
    static Stream<DynamicTest> inRust(Path folder, Path descriptor, String name) throws Exception {
        Path library = NativeBuild.rustPlugin(
                Files.createDirectories(folder.resolve("rust")),
                descriptor,
                List.of(NativeBuild.PLUGINS.resolve(name).resolve(name + ".rs")));
        return host(folder, descriptor, name).tests(library);
    }

    /** What holds of the library, each with a name. */
    Map<String, ThrowingCallable> checks(Path library);

    /** The same, each as a test of its own. */
    default Stream<DynamicTest> tests(Path library) {
        return checks(library).entrySet().stream().map(PluginChecks::test);
    }

    /** The same without some, each of which there must be. */
    default Stream<DynamicTest> testsWithout(Set<String> left, Path library) {
        Map<String, ThrowingCallable> checks = checks(library);
        assertThat(checks).containsKeys(left.toArray(String[]::new));
        return checks.entrySet().stream()
                .filter(check -> !left.contains(check.getKey()))
                .map(PluginChecks::test);
    }

    /** A check as a test. */
    static DynamicTest test(Map.Entry<String, ThrowingCallable> check) {
        return DynamicTest.dynamicTest(check.getKey(), () -> check.getValue().call());
    }
}
