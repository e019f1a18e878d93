package org.rdylib.verifier.finding;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PathTest {

    @Test
    void stepsAreNamedFromTheBoundaryInwards() {
        assertThat(Path.of("export parse").then("result").then("field text"))
                .hasToString("export parse, result, field text");
    }

    @Test
    void theMiddleOfALongPathIsLeftOut() {
        Path path = Path.of("export f");
        for (int i = 1; i < 100; i++) {
            path = path.then("field " + i);
        }

        assertThat(path)
                .hasToString("export f, field 1, field 2, field 3, …, field 92, field 93, field 94, field 95, field 96,"
                        + " field 97, field 98, field 99");
    }
}
