package org.rdylib.spec.syntax;

import org.rdylib.spec.syntax.Node.Scalar;

/** Where each character of a scalar's text stands in the source. */
sealed interface ScalarOffsets permits DecodedOffsets, ScalarOffsets.Verbatim {

    /** The offset in the source of the character at {@code index} of the text. */
    int start(int index);

    /** The offset in the source behind the character at {@code index} of the text. */
    int end(int index);

    /** Those of {@code scalar}. */
    static ScalarOffsets of(Scalar scalar) {
        int length = scalar.text().length();
        int from = scalar.isQuoted() ? scalar.start() + 1 : scalar.start();
        int to = scalar.isQuoted() ? Math.max(from, scalar.end() - 1) : scalar.end();
        return to - from == length && scalar.source().text().startsWith(scalar.text(), from)
                ? new Verbatim(from, length)
                : DecodedOffsets.of(scalar, from, to);
    }

    /** The text stands in the source as it is, from {@code first} on: nearly always. */
    record Verbatim(int first, int length) implements ScalarOffsets {

        @Override
        public int start(int index) {
            return first + Math.clamp(index, 0, length);
        }

        @Override
        public int end(int index) {
            return start(index) + 1;
        }
    }
}
