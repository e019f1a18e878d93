package org.rdylib.conformance.layout;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.rdylib.conformance.Tool;
import org.rdylib.spec.layout.Target;

/** The conditions under which generated sources assert the layouts of a target hold on that target, and on no other. */
class TargetConditionsTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource
    void theConditionInCHoldsOnItsTargetAlone(Target target) throws IOException {
        Tool.require("clang");
        StringBuilder source = new StringBuilder();
        for (Target each : Target.values()) {
            source.append("#if %s%nholds %s%n#endif%n".formatted(each.cCondition(), each.triple()));
        }
        Path file = Files.writeString(folder.resolve("conditions.c"), source);
        List<String> output = Tool.run(folder, "clang", "-target", target.clangTriple(), "-E", "-P", file.toString());
        assertThat(output.stream().filter(l -> l.startsWith("holds"))).containsExactly("holds " + expanded(target));
    }

    /** The triple as the preprocessor prints it: it is text, but {@code linux} is a macro of old. */
    private String expanded(Target target) throws IOException {
        Path file = Files.writeString(folder.resolve("triple.c"), target.triple() + "\n");
        return Tool.run(folder, "clang", "-target", target.clangTriple(), "-E", "-P", file.toString())
                .getLast();
    }

    @ParameterizedTest
    @EnumSource
    void thePredicateInRustHoldsOnItsTargetAlone(Target target) throws IOException {
        Tool.require("rustc");
        StringBuilder source = new StringBuilder("#![feature(no_core)]\n#![no_core]\n#![crate_type = \"lib\"]\n");
        for (Target each : Target.values()) {
            source.append("#[cfg(%s)]%nholds! { \"%s\" }%n".formatted(each.rustCfg(), each.triple()));
        }
        Path file = Files.writeString(folder.resolve("predicates.rs"), source);
        Tool.Run run = Tool.attempt(
                folder,
                "rustc",
                "--edition",
                "2024",
                "--target",
                target.rustTriple(),
                "--emit",
                "metadata",
                file.toString());
        // What the compiler does not find is what was not left out.
        Stream<String> found = run.output().stream().filter(l -> l.matches("\\d+ \\| holds! .*"));
        assertThat(found).as(run.text()).singleElement().asString().contains('"' + target.triple() + '"');
    }
}
