package org.rdylib.conformance;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.assertj.core.api.AbstractThrowableAssert;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** What a test says of a program that fails. */
class ToolTest {

    private static final Path HERE = Path.of("");

    private static String[] failing(int lines) {
        return new String[] {
            "sh",
            "-c",
            "echo first; i=0; while [ $i -lt " + lines
                    + " ]; do echo a line between; i=$((i+1)); done; echo last >&2; exit 2"
        };
    }

    private static AbstractThrowableAssert<?, ?> assertFails(ThrowingCallable call) {
        return assertThatThrownBy(call).isInstanceOf(AssertionError.class);
    }

    @Test
    void theBeginningAndTheEndAreShownOfALongOutput() {
        String[] command = failing(10_000);
        int all = "first\n".length() + 10_000 * "a line between\n".length() + "last\n".length();
        String left = "\n[" + (all - 8_000) + " characters are left out]\n";
        assertFails(() -> Tool.run(HERE, command))
                .hasMessageContainingAll(":\nfirst\n", left)
                .hasMessageEndingWith("last\n");
        assertFails(() -> Tool.judge(HERE, command))
                .hasMessageContainingAll(" ended with 2:\nfirst\n", left)
                .hasMessageEndingWith("last\n");
    }

    @Test
    void allIsShownOfAShortOne() {
        assertFails(() -> Tool.run(HERE, failing(2)))
                .hasMessageEndingWith(":\nfirst\na line between\na line between\nlast\n");
    }
}
