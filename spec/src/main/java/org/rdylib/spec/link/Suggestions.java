package org.rdylib.spec.link;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds the declared name that a misspelt one was probably meant to be. */
public final class Suggestions {

    /** A name has at most so many characters. */
    private static final int LONGEST = 255;

    /** Each suggestion compares one name with all others; a file full of unknown names gets only this many. */
    private int left = 32;

    /** How many names are compared for all of them together: of a huge file, only the first few get one. */
    private int comparisonsLeft = 100_000;

    /** Suggestions for the names of one descriptor. */
    public Suggestions() {}

    /**
     * The name that {@code misspelt} is closest to, if it is close to one.
     *
     * @param candidates looked at only where something is still suggested
     */
    public Optional<String> nearest(String misspelt, Stream<String> candidates) {
        // What is longer than any name was no misspelt one.
        if (misspelt.length() > LONGEST || left <= 0 || comparisonsLeft <= 0) {
            return Optional.empty();
        }
        left--;
        int tolerated = Math.max(1, misspelt.length() / 3);
        List<String> compared = candidates
                .filter(c -> Math.abs(c.length() - misspelt.length()) <= tolerated)
                .limit(comparisonsLeft)
                .toList();
        comparisonsLeft -= compared.size();
        return compared.stream()
                .map(c -> new Candidate(c, distance(misspelt, c)))
                .filter(c -> c.distance() <= tolerated)
                .min(Comparator.comparingInt(Candidate::distance).thenComparing(Candidate::name))
                .map(Candidate::name);
    }

    private record Candidate(String name, int distance) {}

    /** Edits that turn {@code a} into {@code b}: insert, remove, replace, swap two neighbours; case alone costs none. */
    static int distance(String a, String b) {
        String x = a.toLowerCase(Locale.ROOT);
        String y = b.toLowerCase(Locale.ROOT);
        int[] beforeLast = new int[y.length() + 1];
        int[] last = new int[y.length() + 1];
        for (int j = 0; j <= y.length(); j++) {
            last[j] = j;
        }
        for (int i = 1; i <= x.length(); i++) {
            int[] row = new int[y.length() + 1];
            row[0] = i;
            for (int j = 1; j <= y.length(); j++) {
                int replace = last[j - 1] + (x.charAt(i - 1) == y.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(replace, Math.min(row[j - 1], last[j]) + 1);
                if (i > 1 && j > 1 && x.charAt(i - 1) == y.charAt(j - 2) && x.charAt(i - 2) == y.charAt(j - 1)) {
                    row[j] = Math.min(row[j], beforeLast[j - 2] + 1);
                }
            }
            beforeLast = last;
            last = row;
        }
        return last[y.length()];
    }
}
