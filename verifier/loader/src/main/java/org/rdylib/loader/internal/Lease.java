package org.rdylib.loader.internal;

/** That something needs a library: as long as it is not released, the library is not unloaded. */
@FunctionalInterface
public interface Lease {

    /** It does not need it any more. Nothing happens if it was released already. */
    void release();
}
