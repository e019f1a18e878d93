package org.rdylib.verifier.internal;

/** What becomes of a library before its process ends. */
public enum Policy {
    /** It stays. */
    RESIDENT,
    /** It may go while the host's process lives on. */
    UNLOADABLE,
    /** It lives in a process of its own, which may go while the host's lives on. */
    ISOLATED;

    /** Whether the library may go before the host's process ends: {@code 'dylib} is not {@code 'static}. */
    boolean mayUnload() {
        return switch (this) {
            case RESIDENT -> false;
            case UNLOADABLE, ISOLATED -> true;
        };
    }
}
