package org.rdylib.loader.internal;

/** That a region drops something when it ends. */
@FunctionalInterface
public interface Adoption {

    /** It was dropped otherwise: the region has nothing to do with it any more. */
    void release();

    /**
     * It is given away: the region has nothing to do with it any more, but may be needed by what has it then.
     *
     * @return what is to be released once it is known what that is
     */
    default Adoption handOver() {
        release();
        return NOTHING;
    }

    /** Where nothing is adopted. */
    Adoption NOTHING = () -> {};
}
