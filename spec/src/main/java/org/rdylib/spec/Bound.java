package org.rdylib.spec;

import java.util.Arrays;
import java.util.Optional;

/** What a {@code dyn} type promises beside its interface ({@code dyn I + Send}). */
public enum Bound {
    SEND("Send"),
    SYNC("Sync"),
    CLONE("Clone"),
    CONST("Const"),
    PORTABLE("Portable");

    private final String spelling;

    Bound(String spelling) {
        this.spelling = spelling;
    }

    /** The bound's name in the language. */
    public String spelling() {
        return spelling;
    }

    /** The bound of that name. */
    public static Optional<Bound> of(String spelling) {
        return Arrays.stream(values()).filter(b -> b.spelling.equals(spelling)).findFirst();
    }
}
