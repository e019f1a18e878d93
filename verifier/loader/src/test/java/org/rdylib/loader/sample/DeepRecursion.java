package org.rdylib.loader.sample;

import java.nio.file.Path;
import org.rdylib.loader.Region;

/**
 * Runs out of stack in every way that calls and callbacks know, again and again, and says so if it lives: what a
 * callback lets through ends the JVM.
 */
@SuppressWarnings("InfiniteRecursion") // it is what this is about
final class DeepRecursion {

    private static final int ROUNDS = 8;

    private DeepRecursion() {}

    public static void main(String[] arguments) {
        Sample sample = Sample.load(Path.of(arguments[0]), (level, message) -> {});
        for (int round = 0; round < ROUNDS; round++) {
            int padding = round;
            expectOverflow(() -> throughCallbacks(sample, padding));
            expectOverflow(() -> aboveACall(sample, padding));
            expectOverflow(() -> insideACallback(sample, padding));
        }
        System.out.println("survived " + sample.add(1, 1));
    }

    private static void expectOverflow(Runnable recursion) {
        // Closing the region fails if a call has been forgotten to be ended.
        try (Region region = Region.open()) {
            region.text("held");
            recursion.run();
            throw new IllegalStateException("no overflow");
        } catch (StackOverflowError _) {
            // As it should be.
        }
    }

    /** Java, library, Java, library, until it ends. */
    private static void throughCallbacks(Sample sample, int padding) {
        var _ = sample.eachWord("a b", (word, span) -> {
            pad(sample, padding);
            throughCallbacks(sample, padding);
            return true;
        });
    }

    /** Java that calls at every depth until the call or its callback has no room. */
    private static void aboveACall(Sample sample, int padding) {
        var _ = sample.eachWord("a", (word, span) -> true);
        pad(sample, padding);
        aboveACall(sample, padding);
    }

    /** The user's own code overflows. */
    private static void insideACallback(Sample sample, int padding) {
        var _ = sample.eachWord("a", (word, span) -> endless(padding) > 0);
    }

    private static int endless(int depth) {
        return endless(depth + 1) + 1;
    }

    /** Frames of other sizes, so that the end is not met at the same place each time. */
    private static int pad(Sample sample, int depth) {
        return depth == 0 ? sample.add(1, 2) : pad(sample, depth - 1) + 1;
    }
}
