package org.rdylib.loader.sample;

import org.rdylib.loader.Region;
import org.rdylib.loader.RegionInUseException;
import org.rdylib.loader.Text;

/**
 * Reads a text of a region of all threads where the stack ends, and on the way back from there, again and again: a use that was
 * begun and could not be ended would keep the region in use for ever.
 */
final class DeepReads {

    private static final int ROUNDS = 200;
    private static final int READS = 3_000;
    private static final long STACK = 256 << 10;

    private static int reads;
    private static int read;

    private DeepReads() {}

    public static void main(String[] arguments) throws InterruptedException {
        // What is used for the first time at the end of the stack can never be used again.
        closeAfter(region -> read(region.text("some text")));
        int kept = 0;
        for (int i = 0; i < ROUNDS; i++) {
            Region region = Region.openShared();
            Thread thread = new Thread(null, () -> overflow(region.text("some text")), "reading", STACK);
            thread.start();
            thread.join();
            try {
                region.close();
            } catch (RegionInUseException _) {
                kept++;
            }
        }
        System.out.println("the sum of what was read: " + read);
        System.out.println("survived, and " + kept + " regions are in use");
    }

    private interface Use {
        void of(Region region);
    }

    private static void closeAfter(Use use) {
        try (Region region = Region.openShared()) {
            use.of(region);
        }
    }

    private static void overflow(Text text) {
        reads = 0;
        try {
            descend(text, 0);
        } catch (StackOverflowError _) {
            // As it should be.
        }
    }

    private static void read(Text text) {
        read += text.slice(0, 2).hashCode();
    }

    private static void readAgain(Text text) {
        if (reads++ < READS) {
            read(text);
        }
    }

    /** Frames of two sizes, so that the end is not met at the same place each time. */
    private static void descend(Text text, int depth) {
        try {
            if (depth % 4 == 0) {
                descendFurther(text, depth);
            } else {
                descend(text, depth + 1);
            }
        } finally {
            readAgain(text);
        }
    }

    private static void descendFurther(Text text, int depth) {
        long one = depth;
        long other = depth + 1L;
        try {
            read(text);
            descend(text, depth + 1);
        } finally {
            readAgain(text);
            read += (int) (one + other);
        }
    }
}
