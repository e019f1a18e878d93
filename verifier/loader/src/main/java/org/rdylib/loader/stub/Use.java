package org.rdylib.loader.stub;

/**
 * What {@link ForeignHandle#use} says: all that {@link Borrows} knows of an object's uses, in one word. It is 0 for the
 * commonest by far, that of one thread's own object which nobody uses, and whose library stays.
 */
final class Use {

    /** It is no more, or another's. */
    static final int DROPPED = 1;

    /** One use has it alone. */
    static final int ALONE = 2;

    /** Something is borrowed from it. */
    static final int LENT = 4;

    /** A use has to ask more than this. */
    static final int WATCHED = 8;

    /** It can only be shared. */
    static final int NEVER_ALONE = 16;

    /** Its library may be unloaded. */
    static final int GATED = 32;

    /** Its library was lent it for longer than a call. */
    static final int KEPT = 64;

    /** Its destructor runs, or is about to. */
    static final int DROPPING = 128;

    /** Beside {@link #DROPPED}: its library has it. */
    static final int GIVEN = 256;

    /** Beside {@link #DROPPED}: its region has ended it. */
    static final int ENDED = 512;

    /** One of those who share it. */
    static final int SHARED = 1024;

    private Use() {}

    /** Whether a use can begin without more ado on the object's own thread, of a library that stays. */
    static boolean isFree(int use, boolean alone) {
        return (alone ? use : use & ~NEVER_ALONE) == 0;
    }

    /** The same of a library that may be unloaded. */
    static boolean isGated(int use, boolean alone) {
        return (alone ? use : use & ~NEVER_ALONE) == GATED;
    }

    /** What it is once such a use has begun. */
    static int begun(int use, boolean alone) {
        return alone ? use | ALONE : use + SHARED;
    }

    /** What it is once one has ended. */
    static int ended(int use, boolean alone) {
        return alone ? use & ~ALONE : use - SHARED;
    }

    /** Whether somebody shares it. */
    static boolean isShared(int use) {
        return use >= SHARED;
    }
}
