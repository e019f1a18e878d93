package org.rdylib.loader.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.rdylib.loader.InvalidValueException;
import org.rdylib.loader.LibraryClosedException;
import org.rdylib.loader.ObjectBusyException;
import org.rdylib.loader.ObjectDroppedException;
import org.rdylib.loader.RdylibException;
import org.rdylib.loader.Region;
import org.rdylib.loader.RegionClosedException;
import org.rdylib.loader.RegionException;
import org.rdylib.loader.Text;
import org.rdylib.loader.testing.OtherThread;

class ObjectTest {

    private final List<String> dropped = new ArrayList<>();
    private Sample sample;

    @BeforeEach
    void load() {
        sample = Sample.load(SampleLibrary.copy(), (level, message) -> dropped.add(message));
    }

    @Test
    void aDroppedObjectRefuses() {
        try (Region region = Region.open()) {
            Tokens tokens = sample.tokens(region.text("a b"));
            tokens.close();
            assertThatExceptionOfType(ObjectDroppedException.class)
                    .isThrownBy(tokens::next)
                    .withMessageContaining("Tokens");
            assertThatExceptionOfType(ObjectDroppedException.class).isThrownBy(tokens::rest);
            tokens.close();
        }
        assertThat(dropped).containsExactly("a b");
        assertThat(sample.droppedObjects()).isEqualTo(1);
    }

    @Test
    void aRegionDropsItsObjectsNewestFirst() {
        Tokens kept;
        try (Region outer = Region.open()) {
            kept = sample.tokens(outer.text("outer"));
            try (Region inner = Region.open()) {
                sample.tokens(inner.text("one"));
                Tokens closed = sample.tokens(inner.text("two"));
                sample.tokens(inner.text("three"));
                sample.tokens(inner.text("four"));
                closed.close();
            }
            assertThat(dropped).containsExactly("two", "four", "three", "one");
            assertThat(kept.next()).isPresent();
        }
        assertThat(dropped).last().isEqualTo("outer");
        assertThatExceptionOfType(ObjectDroppedException.class).isThrownBy(kept::next);
        assertThat(sample.droppedObjects()).isEqualTo(5);
    }

    @Test
    void allObjectsAreDroppedThoughAnImportThrowsInBetween() {
        Sample throwing = Sample.load(SampleLibrary.copy(), (level, message) -> {
            throw new IllegalStateException(message);
        });
        try (Region region = Region.open()) {
            throwing.tokens(region.text("one"));
            throwing.tokens(region.text("two"));
        }
        assertThat(throwing.droppedObjects()).isEqualTo(2);
    }

    @Test
    void anObjectIsNotUsedInsideItsOwnExclusiveCall() {
        try (Region region = Region.open()) {
            Tokens tokens = sample.tokens(region.text("a b"));
            assertThatExceptionOfType(ObjectBusyException.class)
                    .isThrownBy(() -> tokens.each(word -> tokens.next().isPresent()))
                    .withMessageContaining("inside one of its own");
            assertThatExceptionOfType(ObjectBusyException.class)
                    .isThrownBy(() -> tokens.each(word -> tokens.rest().isEmpty()));
            assertThat(tokens.next()).isEmpty();
        }
    }

    @Test
    void anObjectIsNotDroppedInsideItsOwnCall() {
        try (Region region = Region.open()) {
            Tokens tokens = sample.tokens(region.text("a b"));
            assertThatExceptionOfType(ObjectBusyException.class)
                    .isThrownBy(() -> tokens.each(word -> {
                        tokens.close();
                        return true;
                    }));
            assertThat(dropped).isEmpty();
            assertThat(tokens.next()).contains(new Token.Word(region.text("b")));
        }
        assertThat(dropped).containsExactly("a b");
    }

    @Test
    void anObjectBelongsToItsThread() {
        try (Region region = Region.open()) {
            Tokens tokens = sample.tokens(region.text("a b"));
            assertThatExceptionOfType(WrongThreadException.class)
                    .isThrownBy(() -> OtherThread.run(tokens::next))
                    .withMessageEndingWith(": it is neither Send nor Sync, and its region is of one thread");
            assertThatExceptionOfType(WrongThreadException.class).isThrownBy(() -> OtherThread.run(tokens::close));
            assertThat(dropped).isEmpty();
        }
    }

    @Test
    void whatASharedCallLentEndsWithTheNextExclusiveOne() {
        try (Region region = Region.open()) {
            Tokens tokens = sample.tokens(region.text("a b"));
            Text rest = tokens.rest();
            assertThat(tokens.rest().equals(rest)).isTrue();
            assertThat(rest).hasToString("a b");
            tokens.next();
            assertThatExceptionOfType(RegionClosedException.class)
                    .isThrownBy(rest::toString)
                    .withMessageContaining("borrowed from Tokens");
            Text later = tokens.rest();
            tokens.close();
            assertThatExceptionOfType(RegionClosedException.class).isThrownBy(later::toString);
        }
    }

    @Test
    void whatAnExclusiveCallLentEndsWithTheNextUse() {
        try (Region region = Region.open()) {
            Tokens tokens = sample.tokens(region.text("a b"));
            Text scratch = tokens.scratch('x');
            assertThat(scratch).hasToString("xxxxxxxx");
            tokens.rest();
            assertThatExceptionOfType(RegionClosedException.class).isThrownBy(scratch::toString);
            Text again = tokens.scratch('y');
            tokens.scratch('z');
            assertThatExceptionOfType(RegionClosedException.class).isThrownBy(again::toString);
        }
    }

    @Test
    void whatAnObjectLentEndsWithItsRegion() {
        Text rest;
        try (Region region = Region.open()) {
            rest = sample.tokens(region.text("a b")).rest();
        }
        assertThatExceptionOfType(RegionClosedException.class).isThrownBy(rest::toString);
    }

    @Test
    void whatBorrowsFromAnObjectIsDroppedBeforeTheObjectIsUsedOtherwise() {
        try (Region region = Region.open()) {
            Tokens parent = sample.tokens(region.text("p a b"));
            Tokens child = sample.tokens(parent.rest());
            assertThat(child.next()).isPresent();
            parent.next();
            assertThat(dropped).containsExactly("p a b");
            assertThatExceptionOfType(ObjectDroppedException.class).isThrownBy(child::next);
        }
        assertThat(sample.droppedObjects()).isEqualTo(2);
    }

    @Test
    void anObjectIsNotUsedOtherwiseWhileACallHasWhatItLent() {
        try (Region region = Region.open()) {
            Tokens parent = sample.tokens(region.text("p a b"));
            Tokens child = sample.tokens(parent.rest());
            assertThatExceptionOfType(ObjectBusyException.class)
                    .isThrownBy(() -> child.each(word -> parent.next().isPresent()))
                    .withMessageContaining("what it had lent");
            assertThatExceptionOfType(ObjectBusyException.class)
                    .isThrownBy(() -> child.each(word -> {
                        parent.close();
                        return true;
                    }));
            assertThat(dropped).isEmpty();
        }
        assertThat(sample.droppedObjects()).isEqualTo(2);
    }

    /** A call that lends nothing has no frame; those inside it may have one. */
    @Test
    void whatAnObjectNeedsDoesNotEndInsideACallOfItAfterOtherCalls() {
        List<Runnable> ending = new ArrayList<>();
        Sample asking = Sample.load(SampleLibrary.copy(), (level, message) -> {
            if (message.startsWith("@")) {
                ending.removeFirst().run();
            }
        });
        try (Region region = Region.open()) {
            Tokens parent = asking.tokens(region.text("p a b"));
            Tokens child = asking.tokens(parent.rest());
            Tokens grandchild = asking.tokens(asking.longer(region.text("@1 @2 @3 @4"), child.rest()));
            for (Runnable end : List.<Runnable>of(
                    region::close,
                    parent::next,
                    parent::close,
                    () -> child.rest().region().close())) {
                ending.add(() -> {
                    assertThat(asking.length(new Span(1, 3))).isEqualTo(2);
                    assertThatExceptionOfType(RdylibException.class)
                            .isThrownBy(end::run)
                            .withMessageContaining("running");
                });
                assertThat(grandchild.next()).isPresent();
                assertThat(ending).isEmpty();
            }
            assertThat(asking.droppedObjects()).isZero();
            assertThat(parent.next()).isPresent();
            assertThat(asking.droppedObjects()).isEqualTo(2);
        }
        assertThat(asking.droppedObjects()).isEqualTo(3);
    }

    @Test
    void aResultOfTwoUnrelatedRegionsEndsWithTheFirst() {
        try (Region region = Region.open()) {
            Tokens parent = sample.tokens(region.text("parent"));
            try (Region inner = Region.open()) {
                Text both = sample.longer(parent.rest(), inner.text("in"));
                assertThat(both).hasToString("parent");
                Tokens child = sample.tokens(both);
                assertThatExceptionOfType(RegionException.class)
                        .isThrownBy(() -> both.region().close());
                parent.next();
                assertThatExceptionOfType(RegionClosedException.class).isThrownBy(both::toString);
                assertThatExceptionOfType(ObjectDroppedException.class).isThrownBy(child::next);
                assertThat(dropped).containsExactly("paren");
            }
            assertThat(sample.droppedObjects()).isEqualTo(1);
        }
    }

    @Test
    void dataCannotBePutIntoWhatAnObjectLent() {
        try (Region region = Region.open()) {
            Region lent = sample.tokens(region.text("a b")).rest().region();
            assertThatExceptionOfType(RegionException.class).isThrownBy(() -> lent.text("x"));
        }
    }

    @Test
    void whatAnObjectLentCanBeGivenBack() {
        try (Region region = Region.open()) {
            Tokens tokens = sample.tokens(region.text("a b"));
            Text rest = tokens.rest();
            assertThatExceptionOfType(WrongThreadException.class)
                    .isThrownBy(() -> OtherThread.run(rest.region()::close));
            rest.region().close();
            assertThatExceptionOfType(RegionClosedException.class).isThrownBy(rest::toString);
            assertThat(tokens.rest()).hasToString("a b");
        }
    }

    @Test
    void valuesThatCannotExistAreTheLibrarysError() {
        try (Region region = Region.open()) {
            Tokens tokens = sample.tokens(region.text("! %ß end"));
            assertThatExceptionOfType(InvalidValueException.class)
                    .isThrownBy(tokens::next)
                    .withMessageContaining("77")
                    .withMessageContaining("Token");
            assertThatExceptionOfType(InvalidValueException.class)
                    .isThrownBy(tokens::next)
                    .withMessage("Token.Word.0: not UTF-8 at byte 1 of 2");
            assertThat(tokens.next()).isPresent();
        }
        assertThat(sample.echoBool(1)).isTrue();
        assertThat(sample.echoBool(0)).isFalse();
        assertThatExceptionOfType(InvalidValueException.class)
                .isThrownBy(() -> sample.echoBool(255))
                .withMessage("echo_bool(): 255 is no bool");
        assertThat(sample.echoChar(0x10FFFF)).isEqualTo(0x10FFFF);
        for (long bad : new long[] {0x110000, 0xD800, 0xDFFF, 0xFFFF_FFFFL}) {
            assertThatExceptionOfType(InvalidValueException.class)
                    .isThrownBy(() -> sample.echoChar(bad))
                    .withMessageContaining("is no char");
        }
    }

    @Test
    void numbersThatDoNotFitAreTheCallersError() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> sample.echoBool(256))
                .withMessage("echo_bool(value): 256 is no u8");
        assertThatIllegalArgumentException().isThrownBy(() -> sample.echoChar(-1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> sample.length(new Span(0, 1L << 32)))
                .withMessageContaining("Span.end");
    }

    @Test
    void objectsThatCannotExistAreTheLibrarysError() {
        try (Region region = Region.open()) {
            assertThatExceptionOfType(InvalidValueException.class)
                    .isThrownBy(() -> sample.tokens(region.text("null")))
                    .withMessage("tokens(): an object with a null data");
            assertThatExceptionOfType(InvalidValueException.class)
                    .isThrownBy(() -> sample.tokens(region.text("short")))
                    .withMessage("tokens(): an object whose table has 1 slots instead of 4, none for Tokens.rest");
            assertThat(dropped).as("what can be dropped is").containsExactly("short");
        }
    }

    @Test
    void aClosedLibraryRefusesAndStillDrops() {
        try (Region region = Region.open()) {
            Text text = region.text("a b");
            Tokens tokens = sample.tokens(text);
            sample.close();
            assertThatExceptionOfType(LibraryClosedException.class).isThrownBy(() -> sample.add(1, 2));
            assertThatExceptionOfType(LibraryClosedException.class).isThrownBy(() -> sample.tokens(text));
            assertThatExceptionOfType(LibraryClosedException.class).isThrownBy(tokens::next);
            sample.close();
        }
        assertThat(dropped).containsExactly("a b");
    }

    @Test
    void aTextOfAClosedRegionOrAnotherThreadIsNotPassed() {
        Text stale;
        try (Region region = Region.open()) {
            Text text = region.text("a b");
            stale = text;
            assertThatExceptionOfType(WrongThreadException.class)
                    .isThrownBy(() -> OtherThread.run(() -> sample.tokens(text)));
        }
        assertThatExceptionOfType(RegionClosedException.class).isThrownBy(() -> sample.tokens(stale));
        assertThatExceptionOfType(RegionClosedException.class).isThrownBy(() -> sample.weigh(new Token.Word(stale)));
    }
}
