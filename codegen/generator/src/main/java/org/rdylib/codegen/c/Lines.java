package org.rdylib.codegen.c;

import java.util.List;

/** The lines of a file that is being written. */
final class Lines {

    private final StringBuilder text = new StringBuilder();

    Lines add(String line) {
        text.append(line.stripTrailing()).append('\n');
        return this;
    }

    Lines add(List<String> lines) {
        lines.forEach(this::add);
        return this;
    }

    /** Adds lines two columns further in. */
    Lines indented(List<String> lines) {
        lines.forEach(line -> add("  " + line));
        return this;
    }

    Lines blank() {
        return add("");
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
