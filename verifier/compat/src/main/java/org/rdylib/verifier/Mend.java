package org.rdylib.verifier;

import java.util.List;
import org.rdylib.spec.Edit;

/**
 * A change of one copy that would mend a finding: it was tried, and with it nothing is found that was not found before.
 *
 * @param purpose what it does, in a few words
 * @param edits what is written where; all in one line
 */
public record Mend(String purpose, List<Edit> edits) {
    public Mend {
        edits = List.copyOf(edits);
    }
}
