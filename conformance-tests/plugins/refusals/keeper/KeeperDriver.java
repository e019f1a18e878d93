package org.rdylib.conformance.keeper;

import java.nio.file.Path;
import org.rdylib.conformance.refusals.KeeperHost;
import org.rdylib.verifier.Unload;

/** A host that keeps what it is given for ever. The test compiles it together with the stubs that it uses. */
public final class KeeperDriver implements KeeperHost {

    @Override
    public CharSequence motto(Path library, Unload unload) {
        try (Keeper keeper = Keeper.load(library, unload)) {
            return keeper.motto();
        }
    }
}
