package org.rdylib.loader.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.rdylib.loader.LibraryClosedException;
import org.rdylib.loader.LibraryInUseException;
import org.rdylib.loader.ObjectDroppedException;
import org.rdylib.loader.Region;
import org.rdylib.loader.RegionClosedException;
import org.rdylib.loader.RegionException;
import org.rdylib.loader.Result;
import org.rdylib.loader.Text;
import org.rdylib.loader.testing.Maps;
import org.rdylib.loader.testing.OtherThread;
import org.rdylib.verifier.Unload;

/** Libraries that may be unloaded: closing is refused while one is in use, and takes it out of memory otherwise. */
class UnloadTest {

    private final List<String> logged = new ArrayList<>();
    private Path file;
    private Sample sample;

    @BeforeEach
    void load() {
        file = SampleLibrary.copy();
        sample = load(file);
    }

    private Sample load(Path library) {
        return Sample.load(library, (level, message) -> logged.add(message), Unload.ALLOWED);
    }

    private static List<String> usesOf(Sample sample) {
        LibraryInUseException thrown = catchThrowableOfType(LibraryInUseException.class, sample::close);
        assertThat(thrown).as("what closing throws").isNotNull();
        assertThat(thrown).hasMessageContaining("sample cannot be unloaded");
        thrown.uses().forEach(use -> assertThat(thrown).hasMessageContaining(use));
        assertThat(sample.add(40, 2)).as("a call after it").isEqualTo(42);
        return thrown.uses();
    }

    private void unload() {
        assertThat(Maps.contain(file)).isTrue();
        assertThat(sample.isUnloaded()).isFalse();
        sample.close();
        assertThat(Maps.contain(file)).isFalse();
        assertThat(sample.isUnloaded()).isTrue();
    }

    @Test
    void closingUnloadsAndEverythingRefusesAfterwards() throws Throwable {
        Text version = sample.version();
        Region dylib = sample.region();
        Text part = version.slice(0, 1);
        assertThat(version).hasToString("1.0.0");
        unload();
        assertThatExceptionOfType(LibraryClosedException.class).isThrownBy(() -> sample.add(1, 2));
        assertThatExceptionOfType(LibraryClosedException.class).isThrownBy(sample::version);
        assertThatExceptionOfType(LibraryClosedException.class).isThrownBy(version::toString);
        assertThatExceptionOfType(LibraryClosedException.class).isThrownBy(version::toBytes);
        assertThatExceptionOfType(LibraryClosedException.class).isThrownBy(version::byteLength);
        assertThatExceptionOfType(LibraryClosedException.class).isThrownBy(() -> version.slice(0, 1));
        assertThatExceptionOfType(LibraryClosedException.class).isThrownBy(part::toString);
        assertThatExceptionOfType(LibraryClosedException.class).isThrownBy(() -> dylib.text("x"));
        assertThatExceptionOfType(LibraryClosedException.class)
                .isThrownBy(() -> OtherThread.run(part::toBytes))
                .withMessage("sample was closed");
        assertThat(dylib.isOpen()).isFalse();
        sample.close();
        OtherThread.run(sample::close);
    }

    @Test
    void neverKeepsTheLibrary() {
        Path other = SampleLibrary.copy();
        Sample kept = Sample.load(other, (level, message) -> {});
        Text version = kept.version();
        kept.close();
        assertThat(Maps.contain(other)).isTrue();
        assertThat(kept.isUnloaded()).isFalse();
        assertThat(version).hasToString("1.0.0");
        unload();
    }

    @Test
    void anyThreadMayClose() throws Throwable {
        OtherThread.run(this::unload);
        assertThatExceptionOfType(LibraryClosedException.class).isThrownBy(() -> sample.add(1, 2));
    }

    @Test
    void aLivingObjectKeepsTheLibrary() {
        Tokens tokens;
        try (Region region = Region.open()) {
            tokens = sample.tokens(region.text("a b"));
            assertThat(usesOf(sample))
                    .anyMatch(use -> use.startsWith("Tokens@"))
                    .anyMatch(use -> use.contains(Thread.currentThread().getName()));
            assertThat(tokens.next()).isPresent();
        }
        assertThat(sample.droppedObjects()).isEqualTo(1);
        unload();
        assertThatExceptionOfType(ObjectDroppedException.class).isThrownBy(tokens::next);
        tokens.close();
    }

    @Test
    void aRegionThatAResultBelongsToKeepsTheLibrary() {
        Text longer;
        try (Region region = Region.open()) {
            longer = sample.longer(region.text("one"), region.text("three"));
            assertThat(usesOf(sample)).singleElement().asString().startsWith("Region[");
            assertThat(longer).hasToString("three");
        }
        unload();
        assertThatExceptionOfType(RegionClosedException.class).isThrownBy(longer::toString);
    }

    @Test
    void aRegionThatNothingCanBeLeftForDoesNot() {
        try (Region region = Region.open()) {
            Text text = region.text("one two");
            assertThat(sample.weigh(new Token.Word(text))).isEqualTo(7);
            unload();
            assertThat(text).hasToString("one two");
        }
    }

    @Test
    void whatALibraryLendsALibraryEndsWithTheFirstOfTheTwo() {
        Sample other = load(SampleLibrary.copy());
        Text longer = other.longer(sample.version(), Region.forever().text("2.0"));
        assertThat(longer).hasToString("1.0.0");
        unload();
        assertThatExceptionOfType(LibraryClosedException.class).isThrownBy(longer::toString);
        Text own = other.longer(other.version(), Region.forever().text("2.0"));
        other.close();
        assertThatExceptionOfType(LibraryClosedException.class).isThrownBy(own::toString);
    }

    @Test
    void anObjectThatBorrowsFromALibraryKeepsIt() {
        Sample other = load(SampleLibrary.copy());
        Tokens tokens = other.tokens(sample.version());
        assertThat(usesOf(sample)).singleElement().asString().startsWith("Tokens@");
        assertThat(usesOf(other)).singleElement().asString().startsWith("Tokens@");
        tokens.close();
        unload();
        other.close();
        assertThat(other.isUnloaded()).isTrue();
    }

    @Test
    void aHostCanGiveWhatLivesAsLongAsTheLibrary() {
        Text given = sample.region().text("for as long as it is there");
        Tokens tokens = sample.tokens(given);
        assertThat(tokens.next()).contains(new Token.Word(sample.region().text("for")));
        tokens.close();
        unload();
        assertThatExceptionOfType(LibraryClosedException.class).isThrownBy(given::toString);
        assertThatExceptionOfType(RegionException.class)
                .isThrownBy(() -> sample.region().close())
                .withMessageContaining("when the library is closed");
    }

    @Test
    void aCallbackCannotCloseTheLibraryThatCallsIt() {
        List<List<String>> uses = new ArrayList<>();
        assertThat(sample.eachWord("one two", (word, span) -> uses.add(usesOf(sample))))
                .isEqualTo(Result.ok(2L));
        assertThat(uses)
                .hasSize(2)
                .allSatisfy(use -> assertThat(use).singleElement().asString().startsWith("a call on this thread"));
        unload();
    }

    @Test
    void anImportCannotCloseTheLibraryThatCallsIt() {
        AtomicReference<Sample> calling = new AtomicReference<>(sample);
        Sample closing = Sample.load(
                SampleLibrary.copy(), (level, message) -> calling.get().close(), Unload.ALLOWED);
        calling.set(closing);
        assertThatExceptionOfType(LibraryInUseException.class).isThrownBy(() -> closing.fail("now"));
        calling.set(sample);
        assertThatExceptionOfType(org.rdylib.loader.LibraryFailedException.class)
                .as("it may close another")
                .isThrownBy(() -> closing.fail("now"));
        assertThat(sample.isUnloaded()).isTrue();
        closing.close();
        assertThat(closing.isUnloaded()).isTrue();
    }

    @Test
    void aCallOnAnotherThreadKeepsTheLibrary() throws Exception {
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        Thread caller = Thread.ofPlatform()
                .name("caller")
                .start(() -> sample.eachWord("one", (word, span) -> {
                    inside.countDown();
                    return await(go);
                }));
        inside.await();
        assertThat(usesOf(sample)).containsExactly("a call on thread caller");
        go.countDown();
        caller.join();
        unload();
    }

    @Test
    void aCallOnAVirtualThreadKeepsTheLibrary() throws Exception {
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        Thread caller = Thread.ofVirtual()
                .name("light")
                .start(() -> sample.eachWord("one", (word, span) -> {
                    inside.countDown();
                    return await(go);
                }));
        inside.await();
        assertThat(usesOf(sample)).containsExactly("a call on thread light");
        go.countDown();
        caller.join();
        unload();
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
    void aLibraryIsLoadedAgainAfterwardsAndIsAnother() {
        try (Region region = Region.open()) {
            sample.tokens(region.text("a"));
        }
        Text old = sample.version();
        assertThat(sample.droppedObjects()).isEqualTo(1);
        unload();
        Sample again = load(file);
        assertThat(again.droppedObjects()).isZero();
        assertThat(again.version()).hasToString("1.0.0");
        assertThatExceptionOfType(LibraryClosedException.class).isThrownBy(old::toString);
        assertThatExceptionOfType(LibraryClosedException.class).isThrownBy(() -> sample.add(1, 2));
        again.close();
        assertThat(again.isUnloaded()).isTrue();
    }

    @Test
    void aDestructorMayCallAnImportButNobodyTheLibrary() {
        AtomicReference<Optional<Sample>> closing = new AtomicReference<>(Optional.empty());
        List<Throwable> thrown = new ArrayList<>();
        Sample polite = Sample.load(
                SampleLibrary.with("-DSAYS_GOODBYE"),
                (level, message) -> {
                    logged.add(message);
                    closing.get().ifPresent(library -> {
                        library.close();
                        thrown.add(catchThrowableOfType(LibraryClosedException.class, () -> library.add(1, 2)));
                    });
                },
                Unload.ALLOWED);
        closing.set(Optional.of(polite));
        polite.close();
        assertThat(logged).containsExactly("goodbye");
        assertThat(thrown).singleElement().isNotNull();
        assertThat(polite.isUnloaded()).isTrue();
    }

    @Test
    void aDestructorsCallbackThatThrowsDoesNotKeepTheLibrary() {
        Sample polite = Sample.load(
                SampleLibrary.with("-DSAYS_GOODBYE"),
                (level, message) -> {
                    logged.add(message);
                    throw new IllegalStateException(message);
                },
                Unload.ALLOWED);
        polite.close();
        assertThat(logged).containsExactly("goodbye");
        assertThat(polite.isUnloaded()).isTrue();
    }

    @Test
    void aLibraryThatInsistsOnStayingIsClosedAndSaysSo() {
        Path insisting = SampleLibrary.with("-Wl,-z,nodelete");
        Sample staying = load(insisting);
        Text version = staying.version();
        staying.close();
        assertThat(Maps.contain(insisting)).isTrue();
        assertThat(staying.isUnloaded()).isFalse();
        assertThatExceptionOfType(LibraryClosedException.class).isThrownBy(version::toString);
        assertThatExceptionOfType(LibraryClosedException.class).isThrownBy(() -> staying.add(1, 2));
        Sample again = load(insisting);
        assertThat(again.add(1, 2)).isEqualTo(3);
        again.close();
        assertThat(again.isUnloaded()).isFalse();
    }
}
