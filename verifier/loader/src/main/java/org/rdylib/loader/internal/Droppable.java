package org.rdylib.loader.internal;

/** Something that a region drops when it ends. */
@FunctionalInterface
public interface Droppable {

    /** Called once, on the region's thread, while the region can still be read. */
    void dropByRegion();
}
