package org.rdylib.codegen.rust;

import java.util.List;

/** The lines of a Rust source that is being written, indented by their blocks. */
final class Lines {

    private static final String STEP = "    ";

    private final StringBuilder text = new StringBuilder();
    private int depth;

    Lines add(String line) {
        if (!line.isBlank()) {
            text.append(STEP.repeat(depth)).append(line.stripTrailing());
        }
        text.append('\n');
        return this;
    }

    Lines add(List<String> lines) {
        lines.forEach(this::add);
        return this;
    }

    /** Opens a block, with what stands before its brace. */
    Lines open(String head) {
        add(head.isEmpty() ? "{" : head + " {");
        depth++;
        return this;
    }

    Lines close() {
        return close("");
    }

    /** Closes a block, with what follows on the same line. */
    Lines close(String rest) {
        depth--;
        return add("}" + rest);
    }

    /** Adds lines one step further in. */
    Lines indented(List<String> lines) {
        depth++;
        add(lines);
        depth--;
        return this;
    }

    /** An empty line, unless there is one already or a block has just begun. */
    Lines blank() {
        if (!text.isEmpty()
                && text.indexOf("\n\n", Math.max(0, text.length() - 2)) < 0
                && text.indexOf("{\n", Math.max(0, text.length() - 2)) < 0) {
            text.append('\n');
        }
        return this;
    }

    /** The lines so far, for use within other lines. */
    List<String> lines() {
        return text.toString().lines().toList();
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
