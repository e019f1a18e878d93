package org.rdylib.cli;

import java.util.Locale;
import org.rdylib.spec.Version;

/** How large a step a version is, as Semantic Versioning has it; in ascending order. */
enum Release {
    /** Nothing that binds has changed. */
    NONE,
    /** Hosts and libraries of both versions go with one another, and nothing was added. */
    PATCH,
    /** A library of the new version serves hosts of the old one, and has more. */
    MINOR,
    /** It does not, or something was taken away. */
    MAJOR;

    /** What the numbers say; before 1.0.0 the second says what the first does afterwards, and the third what the second. */
    static Release between(Version old, Version now) {
        if (now.major() != old.major()) {
            return now.major() > old.major() ? MAJOR : NONE;
        }
        if (now.minor() != old.minor()) {
            return now.minor() < old.minor() ? NONE : (now.major() == 0 ? MAJOR : MINOR);
        }
        return now.patch() <= old.patch() ? NONE : (now.major() == 0 ? MINOR : PATCH);
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
