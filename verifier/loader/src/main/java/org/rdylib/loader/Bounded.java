package org.rdylib.loader;

/**
 * Something of Java's that borrows from a region, and says so: an object that implements a generated interface, or a
 * closure. It is given to libraries for that region, and is called for no longer; what it answers has to live as long.
 * What does not say so is taken to live for ever.
 */
public interface Bounded {

    /** The region. */
    Region region();
}
