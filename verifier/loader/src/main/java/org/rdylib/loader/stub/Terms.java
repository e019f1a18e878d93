package org.rdylib.loader.stub;

/**
 * On what terms Java has an object or a closure of a library.
 *
 * @param closure whether it is a closure rather than an object
 */
public record Terms(boolean closure, Holder holder, Sending sending) {

    static final Terms BOXED = new Terms(false, Holder.BOX, Sending.CONFINED);

    /** What Java has of it. */
    public enum Holder {
        /** {@code Box<dyn I>}: it is Java's alone. */
        BOX,
        /** {@code Arc<dyn I>}: it is shared, and there is a count of those who have it. */
        ARC,
        /** {@code &dyn I}: it is lent, and shared. */
        SHARED,
        /** {@code &mut dyn I}: it is lent. */
        EXCLUSIVE;

        boolean isOwned() {
            return this == BOX || this == ARC;
        }

        boolean isAlone() {
            return this == BOX || this == EXCLUSIVE;
        }
    }

    /** Those of an object. */
    public static Terms object(Holder holder, Sending sending) {
        return new Terms(false, holder, sending);
    }

    /** Those of a closure. */
    public static Terms closure(Holder holder, Sending sending) {
        return new Terms(true, holder, sending);
    }
}
