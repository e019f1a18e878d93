package org.rdylib.loader.sample;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.rdylib.loader.Region;
import org.rdylib.loader.Text;
import org.rdylib.verifier.Unload;

/**
 * Uses up the stack and then, at each depth on the way back, does something with a library: there is too little stack for it,
 * then enough to begin and none to end, then just enough. It has been done often before, so that the compiler has put what it
 * calls into one. Afterwards nothing may be in use: the region is closed, and the library unloaded.
 */
@SuppressWarnings("InfiniteRecursion") // until there is no more stack
final class DeepReturns {

    private static final int ROUNDS = 60;
    private static final int DEPTHS = 500;
    private static final int WARM = 3_000;

    private static int depths;
    private static int sum;

    private DeepReturns() {}

    /** What is at hand. */
    private record Hand(Sample sample, Region region, Text text, Tokens tokens) {}

    @FunctionalInterface
    private interface Action {
        void run(Hand hand);
    }

    public static void main(String[] arguments) throws InterruptedException {
        Random random = new Random(Long.parseLong(arguments[0]));
        List<Map.Entry<String, Action>> actions = List.copyOf(actions().entrySet());
        int stuck = 0;
        for (int round = 0; round < ROUNDS; round++) {
            Map.Entry<String, Action> next = actions.get(random.nextInt(actions.size()));
            Unload unload = random.nextBoolean() ? Unload.ALLOWED : Unload.NEVER;
            boolean shared = random.nextBoolean();
            int warm = 1 + random.nextInt(WARM);
            long size = random.nextBoolean() ? 0 : 400_000 + random.nextInt(64) * 1024;
            @Nullable String[] found = new String[1];
            Thread thread =
                    new Thread(null, () -> found[0] = round(next.getValue(), unload, shared, warm), "deep", size);
            thread.start();
            thread.join();
            if (found[0] != null) {
                stuck++;
                System.out.println(next.getKey() + ", " + unload + (shared ? ", of all threads: " : ": ") + found[0]);
            }
        }
        System.out.println("survived, and " + stuck + " of " + ROUNDS + " rounds left something in use");
    }

    private static Map<String, Action> actions() {
        Map<String, Action> actions = new LinkedHashMap<>();
        actions.put("a plain call", hand -> sum += hand.sample.add(1, 2));
        actions.put("a callback", hand -> hand.sample.eachWord("a b", (word, span) -> true));
        actions.put(
                "a callback that calls",
                hand -> hand.sample.eachWord("a b", (word, span) -> hand.sample.add(1, 2) > 0));
        actions.put("an object's method", hand -> hand.tokens.next());
        actions.put("an object's callback", hand -> hand.tokens.each(word -> hand.sample.add(1, 2) > 0));
        actions.put("an object that is closed", hand -> {
            try (Tokens tokens = hand.sample.tokens(hand.text)) {
                tokens.next();
            }
        });
        actions.put("one that may be sent", hand -> {
            try (Tokens tokens = hand.sample.sentTokens(hand.text, hand.text)) {
                tokens.next();
            }
        });
        actions.put("an object that is left", hand -> hand.sample.tokens(hand.text));
        actions.put("a text", hand -> hand.sample.longer(hand.text, hand.region.text("longer")));
        actions.put("an array", hand -> sum += (int) hand.sample.sum(new int[] {1, 2}));
        actions.put("a failure", hand -> {
            try {
                hand.sample.fail("as asked");
            } catch (RuntimeException _) {
                sum++;
            }
        });
        return actions;
    }

    /** What was found in use; null for nothing. */
    private static @Nullable String round(Action action, Unload unload, boolean shared, int warm) {
        Sample sample = Sample.load(SampleLibrary.copy(), (level, message) -> {}, unload);
        try {
            Region region = shared ? Region.openShared() : Region.open();
            Text text = region.text("a b c");
            Hand hand = new Hand(sample, region, text, sample.tokens(text));
            for (int i = 0; i < warm; i++) {
                action.run(hand);
            }
            depths = 0;
            try {
                descend(hand, action);
            } catch (StackOverflowError _) {
                // As it should be.
            }
            action.run(hand);
            region.close();
            sample.close();
            return unload == Unload.ALLOWED && !sample.isUnloaded() ? "it is not unloaded" : null;
        } catch (RuntimeException thrown) {
            return thrown.toString();
        }
    }

    private static void descend(Hand hand, Action action) {
        try {
            descend(hand, action);
        } catch (StackOverflowError overflow) {
            if (depths++ < DEPTHS) {
                action.run(hand);
            }
            throw overflow;
        }
    }
}
