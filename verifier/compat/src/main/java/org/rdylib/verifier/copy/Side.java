package org.rdylib.verifier.copy;

/** Whose copy. */
public enum Side {
    HOST("host"),
    PLUGIN("plugin");

    private final String spelling;

    Side(String spelling) {
        this.spelling = spelling;
    }

    /** The side across the boundary. */
    public Side other() {
        return switch (this) {
            case HOST -> PLUGIN;
            case PLUGIN -> HOST;
        };
    }

    @Override
    public String toString() {
        return spelling;
    }
}
