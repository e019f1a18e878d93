package org.rdylib.codegen.rust;

import java.util.ArrayList;
import java.util.List;

/** The lines of a Rust source that is being written, indented by their blocks. */
final class Lines {

    private static final String STEP = "    ";

    private final StringBuilder text = new StringBuilder();
    private final int outer;
    private int depth;

    Lines() {
        this(0);
    }

    /** Lines that will stand within others, that many columns further in. */
    Lines(int outer) {
        this.outer = outer;
    }

    Lines add(String line) {
        if (line.isBlank()) {
            text.append('\n');
        } else {
            put(Wrapping.wrap(line.stripTrailing(), STEP.length() * depth + outer));
        }
        return this;
    }

    private void put(List<String> wrapped) {
        wrapped.forEach(line -> text.append(STEP.repeat(depth)).append(line).append('\n'));
    }

    Lines add(List<String> lines) {
        lines.forEach(this::add);
        return this;
    }

    /** Adds lines as they are, but for their indentation. */
    Lines copy(List<String> lines) {
        lines.forEach(line ->
                text.append(line.isBlank() ? "" : STEP.repeat(depth) + line).append('\n'));
        return this;
    }

    /** Opens a block, with what stands before its brace. */
    Lines open(String head) {
        List<String> wrapped = new ArrayList<>(Wrapping.wrap(head, STEP.length() * depth + outer));
        wrapped.set(wrapped.size() - 1, (wrapped.getLast() + " {").stripLeading());
        put(wrapped);
        depth++;
        return this;
    }

    /** Opens a block whose head ends with a line of its own for its brace, if it has several lines. */
    Lines open(List<String> head) {
        if (head.size() == 1) {
            return open(head.getFirst());
        }
        add(head).add("{");
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
