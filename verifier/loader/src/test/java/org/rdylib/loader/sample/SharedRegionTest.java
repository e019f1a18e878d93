package org.rdylib.loader.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.rdylib.loader.CText;
import org.rdylib.loader.LibraryInUseException;
import org.rdylib.loader.ObjectDroppedException;
import org.rdylib.loader.Region;
import org.rdylib.loader.RegionClosedException;
import org.rdylib.loader.RegionException;
import org.rdylib.loader.RegionInUseException;
import org.rdylib.loader.Text;
import org.rdylib.loader.stub.Regions;
import org.rdylib.loader.testing.OtherThread;
import org.rdylib.verifier.Unload;

/** Regions of all threads. */
class SharedRegionTest {

    private final List<String> dropped = new ArrayList<>();
    private final Sample sample = Sample.load(SampleLibrary.copy(), (level, message) -> dropped.add(message));

    private static List<String> usesOf(Region region) {
        RegionInUseException thrown = catchThrowableOfType(RegionInUseException.class, region::close);
        assertThat(thrown).as("what closing throws").isNotNull();
        assertThat(region.isOpen()).isTrue();
        return thrown.uses();
    }

    @Test
    void itsValuesAreUsedOnEveryThread() throws Throwable {
        AtomicReference<Text> longer = new AtomicReference<>();
        Region region = Region.openShared();
        Text one = region.text("one");
        CText c = region.cText("one");
        OtherThread.run(() -> {
            assertThat(one).hasToString("one");
            assertThat(c).hasToString("one");
            longer.set(sample.longer(one, region.text("three")));
        });
        assertThat(longer.get()).hasToString("three");
        assertThat(longer.get().slice(0, 2)).hasToString("th");
        OtherThread.run(region::close);
        assertThat(region.isOpen()).isFalse();
        assertThatExceptionOfType(RegionClosedException.class).isThrownBy(one::toBytes);
        assertThatExceptionOfType(RegionClosedException.class).isThrownBy(c::toBytes);
        assertThatExceptionOfType(RegionClosedException.class).isThrownBy(() -> OtherThread.run(longer.get()::toBytes));
        assertThatExceptionOfType(RegionClosedException.class).isThrownBy(() -> region.text("x"));
        assertThatExceptionOfType(RegionClosedException.class).isThrownBy(() -> sample.tokens(one));
        region.close();
    }

    @Test
    void aCallThatWasGivenSomethingOfItKeepsItOpen() throws Exception {
        Region region = Region.openShared();
        Tokens tokens = sample.tokens(region.text("a b"));
        tokens.each(word -> {
            assertThat(usesOf(region)).isNotEmpty();
            return false;
        });
        tokens.close();
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        Text text = region.text("one two");
        Thread caller = Thread.ofPlatform().name("caller").start(() -> {
            Tokens other = sample.tokens(text);
            other.each(word -> {
                inside.countDown();
                return await(go);
            });
            other.close();
        });
        inside.await();
        assertThat(usesOf(region)).singleElement().asString().contains("caller");
        go.countDown();
        caller.join();
        region.close();
    }

    private static boolean await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        return true;
    }

    @Test
    void itDropsItsObjectsNewestFirstAndTheyRefuseAfterwards() {
        Region region = Region.openShared();
        Tokens one = sample.tokens(region.text("one"));
        Tokens two = sample.tokens(region.text("two"));
        sample.tokens(region.text("three"));
        two.close();
        region.close();
        assertThat(dropped).containsExactly("two", "three", "one");
        assertThatExceptionOfType(ObjectDroppedException.class).isThrownBy(one::next);
        assertThat(sample.droppedObjects()).isEqualTo(3);
    }

    @Test
    void anObjectStaysWithItsThread() throws Throwable {
        Region region = Region.openShared();
        Tokens tokens = sample.tokens(region.text("a b"));
        assertThatExceptionOfType(WrongThreadException.class)
                .isThrownBy(() -> OtherThread.run(tokens::next))
                .withMessageMatching(
                        "Tokens@\\w+ of thread .* belongs to Thread.*, and is used on Thread.*: it is neither Send nor"
                                + " Sync");
        assertThatExceptionOfType(WrongThreadException.class).isThrownBy(() -> OtherThread.run(tokens::close));
        OtherThread.run(
                () -> assertThat(usesOf(region)).singleElement().asString().startsWith("Tokens@"));
        assertThat(tokens.next()).isPresent();
        tokens.close();
        OtherThread.run(region::close);
        assertThat(sample.droppedObjects()).isEqualTo(1);
    }

    @Test
    void anObjectWhoseThreadHasEndedIsForgotten() throws Throwable {
        Region region = Region.openShared();
        AtomicReference<Tokens> left = new AtomicReference<>();
        OtherThread.run(() -> left.set(sample.tokens(region.text("a b"))));
        region.close();
        assertThat(sample.droppedObjects()).isZero();
        assertThatExceptionOfType(WrongThreadException.class)
                .isThrownBy(() -> left.get().next());
    }

    @Test
    void whichRegionOutlivesWhichIsHeldTo() {
        Region shared = Region.openShared();
        Region other = Region.openShared();
        try (Region confined = Region.open()) {
            assertThatExceptionOfType(RegionException.class)
                    .isThrownBy(() -> Regions.requireOutlives(confined, shared, "'a: 'b"));
            Regions.requireOutlives(shared, confined, "'a: 'b");
            assertThat(usesOf(shared)).singleElement().asString().startsWith("Region[of thread");
        }
        Regions.requireOutlives(shared, other, "'a: 'b");
        Regions.requireOutlives(shared, other, "'a: 'b");
        assertThatExceptionOfType(RegionException.class)
                .isThrownBy(() -> Regions.requireOutlives(other, shared, "'b: 'a"));
        assertThat(usesOf(shared)).hasSize(1);
        other.close();
        shared.close();
    }

    @Test
    void whatBelongsToItAndToAThreadsRegionEndsWithTheFirst() {
        Region shared = Region.openShared();
        try (Region confined = Region.open()) {
            Text longer = sample.longer(shared.text("three"), confined.text("one"));
            assertThat(longer).hasToString("three");
            shared.close();
            assertThatExceptionOfType(RegionClosedException.class).isThrownBy(longer::toBytes);
        }
    }

    @Test
    void itKeepsALibraryThatMayHaveSomethingInIt() throws Throwable {
        Sample unloadable = Sample.load(SampleLibrary.copy(), (level, message) -> {}, Unload.ALLOWED);
        Region region = Region.openShared();
        OtherThread.run(() -> unloadable.longer(region.text("a"), region.text("b")));
        assertThat(catchThrowableOfType(LibraryInUseException.class, unloadable::close)
                        .uses())
                .singleElement()
                .asString()
                .startsWith("Region[of all threads");
        region.close();
        unloadable.close();
        assertThat(unloadable.isUnloaded()).isTrue();
    }

    @Test
    void nobodyReadsWhatIsFreed() throws Exception {
        AtomicReference<Text> current = new AtomicReference<>();
        ConcurrentLinkedQueue<Throwable> wrong = new ConcurrentLinkedQueue<>();
        CountDownLatch stop = new CountDownLatch(1);
        List<Thread> readers = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            readers.add(Thread.ofPlatform().start(() -> {
                while (stop.getCount() > 0) {
                    Text text = current.get();
                    try {
                        if (text != null
                                && !new String(text.toBytes(), java.nio.charset.StandardCharsets.UTF_8)
                                        .equals("the same each time")) {
                            wrong.add(new AssertionError("something else"));
                        }
                    } catch (RegionClosedException _) {
                        Thread.onSpinWait();
                    } catch (RuntimeException e) {
                        wrong.add(e);
                    }
                }
            }));
        }
        for (int round = 0; round < 500; round++) {
            Region region = Region.openShared();
            current.set(region.text("the same each time"));
            boolean closed = false;
            while (!closed) {
                try {
                    region.close();
                    closed = true;
                } catch (RegionInUseException _) {
                    Thread.onSpinWait();
                }
            }
        }
        stop.countDown();
        for (Thread reader : readers) {
            reader.join();
        }
        assertThat(wrong).isEmpty();
    }
}
