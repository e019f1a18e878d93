package org.rdylib.spec.check;

import java.util.Arrays;

/**
 * For each lifetime parameter, the parameters whose variance depends on its own. They are numbers in arrays, since there
 * is one for each lifetime of each type that is used.
 */
final class VarianceUses {

    private static final int NONE = -1;
    private static final int FIRST_ROOM = 64;

    /** For each parameter, the last of its uses. */
    private final int[] last;

    /** For each use, the one before it of the same parameter. */
    private int[] before = new int[FIRST_ROOM];

    private int[] users = new int[FIRST_ROOM];
    private Variance[] ambients = new Variance[FIRST_ROOM];
    private int count;

    /** Uses of so many parameters. */
    VarianceUses(int parameters) {
        last = new int[parameters];
        Arrays.fill(last, NONE);
    }

    /** Notes that {@code user} varies at most as {@code ambient} times {@code parameter}. */
    void add(int parameter, int user, Variance ambient) {
        if (count == users.length) {
            before = Arrays.copyOf(before, 2 * count);
            users = Arrays.copyOf(users, 2 * count);
            ambients = Arrays.copyOf(ambients, 2 * count);
        }
        before[count] = last[parameter];
        users[count] = user;
        ambients[count] = ambient;
        last[parameter] = count++;
    }

    /** What is done with a use. */
    interface Action {
        void take(int user, Variance ambient);
    }

    /** Gives each use of {@code parameter} to {@code action}. */
    void forEach(int parameter, Action action) {
        for (int use = last[parameter]; use != NONE; use = before[use]) {
            action.take(users[use], ambients[use]);
        }
    }
}
