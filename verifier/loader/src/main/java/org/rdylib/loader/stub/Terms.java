package org.rdylib.loader.stub;

/** On what terms Java has an object, a closure or an opaque value of a library. */
public record Terms(Kind kind, Holder holder, Sending sending) {

    static final Terms BOXED = object(Holder.BOX, Sending.CONFINED);

    /** What it is. */
    public enum Kind {
        /** {@code dyn I}. */
        OBJECT,
        /** {@code dyn Fn} and the like. */
        CLOSURE,
        /** {@code dyn Future}. */
        FUTURE,
        /** What only its library looks into. */
        OPAQUE
    }

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

    /** Whether Rust would let it be moved to another thread, as which it is held. */
    boolean isSend() {
        return switch (holder) {
            case BOX, EXCLUSIVE -> sending.isSend();
            case SHARED -> sending.isSync();
            case ARC -> sending.isSend() && sending.isSync();
        };
    }

    /** Which threads may use it, where others may have it too: it is shared by them. */
    Sending used() {
        return holder == Holder.BOX || holder == Holder.EXCLUSIVE || sending.isSync() ? sending : Sending.CONFINED;
    }

    /** The same of what is behind a reference. */
    Terms behindReference() {
        return new Terms(kind, Holder.SHARED, sending);
    }

    /** Those of an object. */
    public static Terms object(Holder holder, Sending sending) {
        return new Terms(Kind.OBJECT, holder, sending);
    }

    /** Those of a closure. */
    public static Terms closure(Holder holder, Sending sending) {
        return new Terms(Kind.CLOSURE, holder, sending);
    }

    /** Those of a future. */
    static Terms future(Sending sending) {
        return new Terms(Kind.FUTURE, Holder.BOX, sending);
    }

    /** Those of an opaque value. */
    static Terms opaque(Holder holder, Sending sending) {
        return new Terms(Kind.OPAQUE, holder, sending);
    }
}
