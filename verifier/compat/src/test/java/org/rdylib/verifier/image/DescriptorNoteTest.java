package org.rdylib.verifier.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DescriptorNoteTest {

    @ParameterizedTest
    @ValueSource(strings = {"{\"build\":{\"panic\":\"abort\"},\"tool\":\"t\"}", "{\"build\":{\"panic\":\"abort\"}}"})
    void a_library_whose_panics_abort_is_known_by_how_its_annotations_begin(String annotations) {
        assertThat(note(annotations).abortsOnPanic()).isTrue();
    }

    /** Nobody vouches for annotations: what makes no sense in them says nothing. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "",
                "[]",
                "{",
                "{\"build\"",
                "{\"build\":\"abort\"}",
                "{\"build\":{}}",
                "{\"build\":{\"panic\":\"abort\"}",
                "{\"tool\":\"t\",\"build\":{\"panic\":\"abort\"}}",
                "{\"build\":{\"panic\":\"unwind\"}}",
                "{\"build\":{\"panic\":[\"abort\"]}}",
                "{\"build\":{\"panic\":{\"panic\":\"abort\"}}}",
                "{\"panic\":\"abort\"}",
                "{\"types\":{\"build\":{\"panic\":\"abort\"}}}"
            })
    void any_other_says_nothing_of_it(String annotations) {
        assertThat(note(annotations).abortsOnPanic()).isFalse();
    }

    private static DescriptorNote note(String annotations) {
        byte[] note = (".".repeat(DescriptorNote.HASH) + "\n" + annotations).getBytes(StandardCharsets.UTF_8);
        return new DescriptorNote(note, DescriptorNote.HASH, new HashCheck(note, DescriptorNote.HASH));
    }
}
