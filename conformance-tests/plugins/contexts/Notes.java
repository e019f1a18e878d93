package org.rdylib.conformance.contexts;

import java.util.ArrayList;
import java.util.List;

/** Remembers what is noted. */
record Notes(List<String> notes) implements Log {

    Notes() {
        this(new ArrayList<>());
    }

    @Override
    public long note(String text) {
        notes.add(text);
        return notes.size();
    }

    @Override
    public void close() {
        notes.add("closed");
    }
}
