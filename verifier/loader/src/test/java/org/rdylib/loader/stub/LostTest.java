package org.rdylib.loader.stub;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a closure throws that C has called at the end of the stack is thrown by the call of its own thread. */
class LostTest {

    @Test
    void eachThreadThrowsWhatItHasLostItselfAndOnce() throws Exception {
        CyclicBarrier allHaveLost = new CyclicBarrier(3);
        List<Future<Boolean>> right = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(3)) {
            for (boolean isLosing : new boolean[] {true, true, false}) {
                right.add(threads.submit(() -> {
                    Throwable[] lost = new Throwable[1];
                    long key = CallStack.current().nextKey();
                    if (isLosing) {
                        warmUp();
                        enter(key, lost);
                        assertThat(lost[0]).isInstanceOf(StackOverflowError.class);
                    }
                    allHaveLost.await();
                    Throwable taken = Lost.take(CallStack.current(), null);
                    allHaveLost.await();
                    assertThat(taken).isSameAs(lost[0]);
                    return Lost.take(CallStack.current(), null) == null;
                }));
            }
            for (Future<Boolean> one : right) {
                assertThat(one.get()).isTrue();
            }
        }
    }

    /** As an entry does it: nothing is called once nothing can be. */
    private static void enter(long key, @Nullable Throwable[] lost) {
        try {
            call(key, lost);
        } catch (Throwable thrown) {
            Exhausted.lost(thrown, key);
            lost[0] = thrown;
        }
    }

    /** As a generated method does it, down to where the stack ends. */
    private static void call(long key, @Nullable Throwable[] lost) {
        try {
            enter(key, lost);
        } catch (Throwable thrown) {
            try {
                Upcall.fail(null, thrown);
            } catch (Throwable _) {
                throw thrown;
            }
        }
    }

    /** What is used for the first time at the end of the stack can never be used again. */
    private static void warmUp() {
        Thread.currentThread().setUncaughtExceptionHandler((_, _) -> {});
        Upcall.enter().leave();
        Upcall.fail(null, new IllegalStateException());
    }

    @Test
    void whatAnotherThreadLeftInTheSamePlaceIsNotThrown() throws Exception {
        CallStack stack = CallStack.current();
        long ours = stack.nextKey();
        long others = ours + ((long) Lost.PLACES << 32);
        assertThat(Lost.place(others)).isEqualTo(Lost.place(ours));
        Exhausted.lost(new StackOverflowError(), others);
        assertThat(Lost.take(stack, null)).isNull();
        Throwable own = new StackOverflowError();
        Exhausted.lost(own, ours);
        assertThat(Lost.take(stack, null)).isSameAs(own);
    }

    @Test
    void whatAKeptClosureThrewIsThrownByTheNextCall() {
        long key = HostTargets.nextKey();
        assertThat(Lost.place(key)).isZero();
        Throwable thrown = new StackOverflowError();
        Exhausted.lost(thrown, key);
        assertThat(Lost.take(CallStack.current(), null)).isSameAs(thrown);
        assertThat(Lost.take(CallStack.current(), null)).isNull();
    }
}
