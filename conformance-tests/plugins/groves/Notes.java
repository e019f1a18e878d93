package org.rdylib.conformance.groves;

import java.util.List;

/** Remembers what is noted. */
record Notes(List<String> notes) implements Log {

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
