package org.rdylib.verifier;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Whether a library may be unloaded while the process lives. It decides what {@code 'dylib} means. */
public enum Unload {
    /** The library stays for the life of the process: {@code 'dylib} is {@code 'static}. */
    NEVER,
    /** The library may be unloaded where nothing of it is left: {@code 'dylib} may end before {@code 'static}. */
    ALLOWED,
    /** The library lives in a process of its own. */
    ISOLATED;

    /** The policy's name on the command line and in files. */
    public String spelling() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The policy of that name. */
    public static Optional<Unload> of(String spelling) {
        return Arrays.stream(values())
                .filter(u -> u.spelling().equals(spelling))
                .findFirst();
    }
}
