package org.rdylib.spec;

/**
 * A change of a descriptor's source.
 *
 * @param place what is replaced
 * @param replacement what stands there instead
 */
public record Edit(Place place, String replacement) {

    /** The text that is replaced; empty where the line is not known. */
    public String replaced() {
        int[] line = place.text().codePoints().toArray();
        int from = Math.min(place.column() - 1, line.length);
        int to = Math.min(from + place.length(), line.length);
        return new String(line, from, to - from);
    }
}
