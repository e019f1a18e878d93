package org.rdylib.conformance.refusals;

import java.nio.file.Path;
import org.rdylib.verifier.Unload;

/** A host that keeps what it is given for ever; the tests compile it after its stubs have been generated. */
public interface KeeperHost {

    /** Loads a library, asks it for its motto, and keeps that. */
    CharSequence motto(Path library, Unload unload);
}
