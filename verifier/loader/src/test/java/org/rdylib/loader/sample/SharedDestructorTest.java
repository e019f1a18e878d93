package org.rdylib.loader.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rdylib.loader.LibraryInUseException;
import org.rdylib.loader.Region;
import org.rdylib.loader.RegionClosedException;
import org.rdylib.loader.RegionInUseException;
import org.rdylib.loader.Text;
import org.rdylib.loader.testing.OtherThread;
import org.rdylib.verifier.Unload;

/**
 * Destructors of what belongs to regions of all threads: one thread runs each, nothing of it is freed before it is over, and
 * nobody waits for them. What an object does last, it logs its text, does what is said here.
 */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SharedDestructorTest {

    private static final Duration LONG = Duration.ofSeconds(20);

    private final List<String> dropped = new ArrayList<>();
    private final Map<String, ThrowingCallable> last = new ConcurrentHashMap<>();
    private final ConcurrentLinkedQueue<Throwable> thrown = new ConcurrentLinkedQueue<>();
    private final Sample sample = Sample.load(SampleLibrary.copy(), (level, message) -> end(message));
    private final Region one = Region.openShared();
    private final Region other = Region.openShared();

    private void end(String message) {
        synchronized (dropped) {
            dropped.add(message);
        }
        ThrowingCallable action = last.remove(message);
        Throwable failed = action == null ? null : catchThrowable(action);
        if (failed != null) {
            thrown.add(failed);
        }
    }

    /** An object that does something when it is dropped, and belongs to regions. */
    private Tokens object(String name, ThrowingCallable action, Region... regions) {
        last.put(name, action);
        return object(name, regions);
    }

    private Tokens object(String name, Region... regions) {
        Text text = regions[0].text(name);
        return sample.sentTokens(text, regions.length == 1 ? text : regions[1].text("second"));
    }

    private Thread begin(ThrowingCallable action) {
        return Thread.ofPlatform().name("other").daemon().start(() -> {
            Throwable failed = catchThrowable(action);
            if (failed != null) {
                thrown.add(failed);
            }
        });
    }

    /** Does something that meets {@code name}'s destructor on another thread, and meanwhile something else here. */
    private void during(String name, ThrowingCallable action, ThrowingCallable meanwhile) throws Throwable {
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        last.put(name, () -> {
            inside.countDown();
            go.await();
        });
        Thread thread = begin(action);
        inside.await();
        try {
            meanwhile.call();
        } finally {
            go.countDown();
        }
        end(thread);
    }

    private static void end(Thread thread) throws InterruptedException {
        assertThat(thread.join(LONG)).as("it ends").isTrue();
    }

    private static void assertInUse(Region region, String use) {
        RegionInUseException refused = catchThrowableOfType(RegionInUseException.class, region::close);
        assertThat(refused).as("what closing throws").isNotNull();
        assertThat(refused.uses()).anyMatch(found -> found.contains(use));
        assertThat(region.isOpen()).isTrue();
    }

    private void assertDropped(String... names) {
        assertThat(thrown).isEmpty();
        assertThat(dropped).containsExactlyInAnyOrder(names);
        assertThat(sample.droppedObjects()).isEqualTo(names.length);
    }

    @Test
    void theRegionOfWhatAnotherThreadClosesStaysOpen() throws Throwable {
        Tokens object = object("one", one);
        during("one", object::close, () -> {
            assertInUse(one, "another thread is dropping");
            object.close();
        });
        one.close();
        assertDropped("one");
    }

    @Test
    void theRegionsOfWhatAnotherThreadClosesStayOpen() throws Throwable {
        during("one", object("one", one, other)::close, () -> {
            assertInUse(one, "which another thread is dropping");
            assertInUse(other, "which another thread is dropping");
        });
        one.close();
        other.close();
        assertDropped("one");
    }

    @Test
    void theLibraryOfWhatIsDroppedStays() throws Throwable {
        Sample unloaded = Sample.load(SampleLibrary.copy(), (level, message) -> end(message), Unload.ALLOWED);
        Text text = one.text("one");
        unloaded.sentTokens(text, text);
        during(
                "one",
                one::close,
                () -> assertThatExceptionOfType(LibraryInUseException.class).isThrownBy(unloaded::close));
        unloaded.close();
        assertThat(unloaded.isUnloaded()).isTrue();
        assertThat(thrown).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void noDestructorEndsItsOwnRegion(boolean sent) {
        Text text = one.text("one");
        last.put("one", one::close);
        Tokens object = sent ? sample.sentTokens(text, text) : sample.tokens(text);
        object.close();
        assertThat(thrown).singleElement().isInstanceOf(RegionInUseException.class);
        assertThat(one.isOpen()).isTrue();
        thrown.clear();
        one.close();
        assertDropped("one");
    }

    @Test
    void noDestructorEndsARegionThatIsBeingClosed() {
        object("old", one);
        object("one", one::close, one);
        one.close();
        assertThat(thrown).singleElement().isInstanceOf(RegionClosedException.class);
        thrown.clear();
        assertThat(dropped).containsExactly("one", "old");
        assertDropped("one", "old");
    }

    @Test
    void noDestructorEndsTheSecondRegionOfItsObject() {
        object("one", other::close, one, other);
        one.close();
        assertThat(thrown).singleElement().isInstanceOf(RegionInUseException.class);
        thrown.clear();
        other.close();
        assertDropped("one");
    }

    @Test
    void aConfinedRegionsDestructorDoesNotEndTheSharedOne() {
        last.put("one", one::close);
        try (Region confined = Region.open()) {
            sample.sentTokens(one.text("one"), confined.text("second"));
        }
        assertThat(thrown).singleElement().isInstanceOf(RegionInUseException.class);
        thrown.clear();
        one.close();
        assertDropped("one");
    }

    @Test
    void aDestructorClosesWhatIsDroppedNextAndWhatIsBeingDropped() {
        Tokens old = object("old", one, other);
        Tokens[] self = new Tokens[1];
        self[0] = object(
                "one",
                () -> {
                    old.close();
                    self[0].close();
                },
                one,
                other);
        one.close();
        other.close();
        assertDropped("one", "old");
    }

    @Test
    void aDestructorWaitsForAThreadThatClosesWhatIsDroppedNext() throws Throwable {
        Tokens old = object("old", one);
        object("one", () -> OtherThread.run(old::close), one);
        end(begin(one::close));
        assertDropped("one", "old");
    }

    @Test
    void aDestructorWaitsForAThreadThatIsRefusedTheSecondRegion() throws Throwable {
        object("old", one, other);
        object("one", () -> OtherThread.run(() -> assertInUse(other, "which another thread is dropping")), one, other);
        end(begin(one::close));
        other.close();
        assertDropped("one", "old");
    }

    @Test
    void whatHasAnObjectInCommonWithARegionThatEndsStaysOpen() throws Throwable {
        object("both", one, other);
        object("one", one);
        during("one", one::close, () -> assertInUse(other, "which another thread is dropping"));
        other.close();
        assertDropped("one", "both");
    }

    @Test
    void twoRegionsWithMuchInCommonEndAtOnce() throws Throwable {
        int rounds = 200;
        int objects = 20;
        AtomicInteger refused = new AtomicInteger();
        for (int round = 0; round < rounds; round++) {
            Region left = Region.openShared();
            Region right = Region.openShared();
            for (int i = 0; i < objects; i++) {
                object("pair", left, right);
            }
            CyclicBarrier together = new CyclicBarrier(2);
            List<Thread> threads = new ArrayList<>();
            for (Region region : List.of(left, right)) {
                threads.add(begin(() -> {
                    together.await();
                    while (region.isOpen()) {
                        try {
                            region.close();
                        } catch (RegionInUseException _) {
                            refused.incrementAndGet();
                        }
                    }
                }));
            }
            for (Thread thread : threads) {
                end(thread);
            }
        }
        assertThat(thrown).isEmpty();
        assertThat(sample.droppedObjects()).isEqualTo(rounds * objects);
        System.out.printf("%d pairs of regions ended at once, %d times refused%n", rounds, refused.get());
    }

    @Test
    void objectsAreClosedWhileTheirRegionIs() throws Throwable {
        int rounds = 200;
        int objects = 20;
        for (int round = 0; round < rounds; round++) {
            Region region = Region.openShared();
            List<Tokens> all = new ArrayList<>();
            for (int i = 0; i < objects; i++) {
                all.add(object("each", region));
            }
            CyclicBarrier together = new CyclicBarrier(2);
            Thread thread = begin(() -> {
                together.await();
                all.forEach(Tokens::close);
            });
            together.await();
            while (region.isOpen()) {
                @Nullable Throwable _ = catchThrowable(region::close);
            }
            end(thread);
        }
        assertThat(thrown).isEmpty();
        assertThat(sample.droppedObjects()).isEqualTo(rounds * objects);
    }

    @Test
    void whatAThreadHasLeftIsNotForgottenWhereTheRegionStaysOpen() throws Throwable {
        List<Tokens> left = new ArrayList<>();
        OtherThread.run(() -> left.add(sample.tokens(one.text("left"))));
        during("one", object("one", one)::close, () -> {
            assertInUse(one, "which another thread is dropping");
            assertThat(left.getFirst().toString()).contains("@");
        });
        one.close();
        assertThat(left.getFirst()).hasToString("Tokens[dropped]");
        assertDropped("one");
    }

    @SuppressWarnings("InfiniteRecursion") // until there is no more stack
    private static int deep(Tokens object, int depth) {
        int below = 0;
        try {
            below = deep(object, depth + 1);
        } finally {
            if (below == 0) {
                object.close();
            }
        }
        return below + 1;
    }

    @Test
    void whatFindsTooLittleStackIsDroppedLaterAndHoldsNothing() throws Throwable {
        for (int i = 0; i < 20; i++) {
            int padding = i;
            Region region = Region.openShared();
            Tokens object = object("deep", region);
            end(begin(() -> {
                Throwable overflow = catchThrowable(() -> deep(object, padding));
                assertThat(overflow).isInstanceOf(StackOverflowError.class);
                region.close();
            }));
            assertThat(thrown).isEmpty();
            assertThat(region.isOpen()).isFalse();
            assertThat(sample.droppedObjects()).isEqualTo(i + 1);
        }
    }
}
