package org.rdylib.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MainTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void versionIsTheBuilds() {
        assertThat(run("--version")).isEqualTo(ExitCode.HOLDS);
        assertThat(out.toString()).matches("rdylib \\d+\\.\\d+\\.\\d+(-SNAPSHOT)?\\R");
    }

    @Test
    void helpNamesTheExitCodes() {
        assertThat(run("--help")).isEqualTo(ExitCode.HOLDS);
        assertThat(out.toString()).contains("2   it could not be decided");
    }

    @ParameterizedTest
    @ValueSource(strings = {"check", "conform", "diff", "explain", "generate", "inspect", "layout", "schema", "verify"})
    void everyCommandHasItsOwnHelp(String command) {
        assertThat(run(command, "--help")).isEqualTo(ExitCode.HOLDS);
        assertThat(out.toString()).contains("Usage: rdylib " + command, "2   it could not be decided");
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void helpIsACommandToo() {
        assertThat(run("help")).isEqualTo(ExitCode.HOLDS);
        assertThat(out.toString()).contains("Usage: rdylib ", "verify", "2   it could not be decided");
        out.getBuffer().setLength(0);
        assertThat(run("help", "verify")).isEqualTo(ExitCode.HOLDS);
        assertThat(out.toString()).startsWith("Usage: rdylib verify ");
        assertThat(run("help", "verfy")).isEqualTo(ExitCode.UNDECIDED);
    }

    @Test
    void badUsageIsUndecidedAndOnStandardError() {
        assertThat(run()).isEqualTo(ExitCode.UNDECIDED);
        assertThat(run("--no-such-option")).isEqualTo(ExitCode.UNDECIDED);
        assertThat(out.toString()).isEmpty();
        assertThat(err.toString()).contains("Missing required subcommand", "--no-such-option", "Usage: rdylib");
    }

    private int run(String... arguments) {
        return Main.run(new PrintWriter(out, true), new PrintWriter(err, true), arguments);
    }
}
