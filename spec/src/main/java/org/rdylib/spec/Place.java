package org.rdylib.spec;

/**
 * Where something stands in a descriptor's source.
 *
 * @param file the name of the file as the user gave it
 * @param line the line, from 1
 * @param column the column of the first marked character, from 1, in code points
 * @param length how many code points are marked, at least 1
 * @param text the whole source line, without its line break; empty where it is not known
 */
public record Place(String file, int line, int column, int length, String text) {

    public Place {
        if (line < 1 || column < 1 || length < 1) {
            throw new IllegalArgumentException("a place is 1-based: " + line + ":" + column + " +" + length);
        }
    }

    /** A place of which only the file is known: its first character. */
    public static Place startOf(String file) {
        return new Place(file, 1, 1, 1, "");
    }

    /** {@code file:line:column}, as compilers print it. */
    @Override
    public String toString() {
        return file + ":" + line + ":" + column;
    }
}
