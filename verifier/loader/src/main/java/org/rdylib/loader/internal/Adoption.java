package org.rdylib.loader.internal;

/** That a region drops something when it ends. */
@FunctionalInterface
public interface Adoption {

    /** It was dropped otherwise: the region has nothing to do with it any more. */
    void release();
}
