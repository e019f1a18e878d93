package org.rdylib.verifier.finding;

import java.util.List;
import org.rdylib.spec.Edit;
import org.rdylib.verifier.copy.Side;

/**
 * A change of one copy that might mend a difference.
 *
 * @param purpose what it does, in a few words
 * @param patch the change, made to the checked descriptor
 * @param edits the same, made to its text
 */
public record Candidate(Side side, String purpose, Patch patch, List<Edit> edits) {
    public Candidate {
        edits = List.copyOf(edits);
    }
}
