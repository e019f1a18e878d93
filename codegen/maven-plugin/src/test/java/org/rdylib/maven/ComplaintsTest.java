package org.rdylib.maven;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ComplaintsTest {
    private final Complaints complaints = new Complaints(Path.of("/project"));
    private final List<CharSequence> errors = new ArrayList<>();
    private final List<CharSequence> notes = new ArrayList<>();

    @Test
    void placesAreAbsolute() {
        tell("error[RDY0101]: no type", "  --> src/a/../b.yaml:10:5", "   |", "10 |   --> x", "  --> /c.yaml:1:1");
        assertThat(errors)
                .containsExactly(
                        "error[RDY0101]: no type",
                        "  --> /project/src/b.yaml:10:5",
                        "   |",
                        "10 |   --> x",
                        "  --> /c.yaml:1:1");
    }

    @Test
    void whatSeveralUseIsToldOnce() {
        tell("error: one", " --> s.yaml:1:1", "", "error: two", " --> a.yaml:1:1");
        tell("error: one", " --> a/../s.yaml:1:1", "", "error: one", " --> s.yaml:2:1");
        assertThat(errors)
                .containsExactly(
                        "error: one",
                        " --> /project/s.yaml:1:1",
                        "error: two",
                        " --> /project/a.yaml:1:1",
                        "error: one",
                        " --> /project/s.yaml:2:1");
    }

    @Test
    void notesAreNoErrors() {
        tell("WARNING: by the JVM", "", "note[RDY0405]: padding", " --> a.yaml:1:1");
        assertThat(errors).containsExactly("WARNING: by the JVM");
        assertThat(notes).containsExactly("note[RDY0405]: padding", " --> /project/a.yaml:1:1");
    }

    private void tell(String... lines) {
        complaints.tell(List.of(lines), errors::add, notes::add);
    }
}
