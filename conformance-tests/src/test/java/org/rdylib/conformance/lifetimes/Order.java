package org.rdylib.conformance.lifetimes;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * A finite lattice of regions: element 0 is {@code 'static}, any two have a least region that outlives both, as unions
 * of regions do, and there is one that all outlive.
 */
final class Order {

    private final boolean[][] outlives;

    private Order(boolean[][] outlives) {
        this.outlives = outlives;
    }

    int size() {
        return outlives.length;
    }

    /** Whether {@code a: b}. */
    boolean outlives(int a, int b) {
        return outlives[a][b];
    }

    /** The pairs, triples … of elements in which each outlives the next. */
    List<List<Integer>> descents(int length) {
        if (length == 0) {
            return List.of(List.of());
        }
        List<List<Integer>> all = new ArrayList<>();
        for (List<Integer> shorter : descents(length - 1)) {
            for (int next = 0; next < size(); next++) {
                if (shorter.isEmpty() || outlives(shorter.getLast(), next)) {
                    List<Integer> longer = new ArrayList<>(shorter);
                    longer.add(next);
                    all.add(longer);
                }
            }
        }
        return all;
    }

    /** Every such order of {@code size} elements, one for each class of isomorphic ones. */
    static List<Order> ofSize(int size) {
        List<int[]> pairs = new ArrayList<>();
        for (int i = 1; i < size; i++) {
            for (int j = i + 1; j < size; j++) {
                pairs.add(new int[] {i, j});
            }
        }
        List<Order> all = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (int bits = 0; bits < 1 << pairs.size(); bits++) {
            boolean[][] above = new boolean[size][size];
            for (int i = 0; i < size; i++) {
                above[0][i] = true;
                above[i][i] = true;
            }
            for (int p = 0; p < pairs.size(); p++) {
                above[pairs.get(p)[0]][pairs.get(p)[1]] = (bits >> p & 1) == 1;
            }
            if (isTransitive(above) && hasLeast(above) && hasJoins(above) && seen.add(canonical(above))) {
                all.add(new Order(above));
            }
        }
        return all;
    }

    private static boolean isTransitive(boolean[][] above) {
        int n = above.length;
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                for (int k = 0; k < n; k++) {
                    if (above[i][j] && above[j][k] && !above[i][k]) {
                        return false;
                    }
                }
            }
        }
        return true;
    }

    private static boolean hasLeast(boolean[][] above) {
        return IntStream.range(0, above.length)
                .anyMatch(least -> IntStream.range(0, above.length).allMatch(i -> above[i][least]));
    }

    private static boolean hasJoins(boolean[][] above) {
        int n = above.length;
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                if (!hasJoin(above, i, j)) {
                    return false;
                }
            }
        }
        return true;
    }

    private static boolean hasJoin(boolean[][] above, int i, int j) {
        int n = above.length;
        for (int join = 0; join < n; join++) {
            boolean least = above[join][i] && above[join][j];
            for (int other = 0; least && other < n; other++) {
                least = !(above[other][i] && above[other][j]) || above[other][join];
            }
            if (least) {
                return true;
            }
        }
        return false;
    }

    /** The least text of the relation under all renamings of its elements. */
    private static String canonical(boolean[][] above) {
        int[] names = new int[above.length];
        Arrays.setAll(names, i -> i);
        List<String> texts = new ArrayList<>();
        permute(above, names, 1, texts);
        return texts.stream().min(String::compareTo).orElseThrow();
    }

    private static void permute(boolean[][] above, int[] names, int from, List<String> texts) {
        if (from >= names.length) {
            var text = new StringBuilder();
            for (int i : names) {
                for (int j : names) {
                    text.append(above[i][j] ? '1' : '0');
                }
            }
            texts.add(text.toString());
            return;
        }
        for (int k = from; k < names.length; k++) {
            int[] swapped = names.clone();
            swapped[from] = names[k];
            swapped[k] = names[from];
            permute(above, swapped, from + 1, texts);
        }
    }
}
