package org.rdylib.loader.stub;

/** Which threads may use an object or a closure: its bounds, {@code + Send + Sync}. */
public enum Sending {
    /** Its own. */
    CONFINED(false, false),
    /** Any, one at a time. */
    SEND(true, false),
    /** Any may share it; its own has it alone, and drops it. */
    SYNC(false, true),
    /** Any. */
    SEND_SYNC(true, true);

    private final boolean send;
    private final boolean sync;

    Sending(boolean send, boolean sync) {
        this.send = send;
        this.sync = sync;
    }

    boolean covers(Sending wanted) {
        return (send || !wanted.send) && (sync || !wanted.sync);
    }

    boolean isSend() {
        return send;
    }

    boolean isSync() {
        return sync;
    }

    @Override
    public String toString() {
        return switch (this) {
            case CONFINED -> "neither Send nor Sync";
            case SEND -> "Send";
            case SYNC -> "Sync";
            case SEND_SYNC -> "Send and Sync";
        };
    }
}
