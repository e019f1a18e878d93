package org.rdylib.conformance.slates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.ArrayList;
import java.util.List;
import org.rdylib.loader.Bounded;
import org.rdylib.loader.LentException;
import org.rdylib.loader.LibraryFailedException;
import org.rdylib.loader.Region;
import org.rdylib.loader.ScalarSlice;

/** What objects and opaque values are lent for their own lifetimes. */
final class ObjectChecks {

    /** What is told, for as long as a region. */
    private record Told(Region region, List<Long> told) implements Slates.NamedTo, Bounded {

        @Override
        public void call(long used) {
            told.add(used);
        }
    }

    static void chalk(Slates slates) {
        int[] room = new int[3];
        try (Region region = Region.open()) {
            Chalk chalk = slates.chalk(region, room);
            slates.draw(chalk, 1);
            slates.draw(chalk, 2);
        }
        assertThat(room).containsExactly(1, 2, SlatesDriver.END);
    }

    static void turned(Slates slates) {
        int[] room = new int[2];
        int[] more = new int[2];
        int[] most = new int[2];
        try (Region region = Region.open()) {
            Chalk chalk = slates.chalk(region, room);
            slates.draw(chalk, 1);
            slates.turn(chalk, more);
            slates.draw(chalk, 2);
            slates.turn(chalk, most);
            slates.draw(chalk, 3);
            assertThatExceptionOfType(LentException.class).isThrownBy(() -> slates.turn(chalk, more));
        }
        assertThat(room).containsExactly(1, 0);
        assertThat(more).containsExactly(2, 0);
        assertThat(most).containsExactly(3, SlatesDriver.END);
    }

    static void slate(Slates slates) {
        byte[] room = new byte[2];
        byte[] more = new byte[2];
        byte[] most = new byte[2];
        try (Region region = Region.open()) {
            Slate slate = slates.slate(region);
            slate.add(room);
            slate.write(1);
            slate.add(more);
            slate.write(2);
            slates.lend(slate, most);
            slate.write(3);
            assertThatExceptionOfType(LibraryFailedException.class).isThrownBy(() -> slate.add(new byte[0]));
            slate.close();
            assertThat(room).as("until the region ends").containsExactly(0, 0);
            assertThatExceptionOfType(LentException.class).isThrownBy(() -> slates.writer(room));
        }
        assertThat(room).isEqualTo(SlatesDriver.bytes(1, SlatesDriver.END));
        assertThat(more).isEqualTo(SlatesDriver.bytes(2, SlatesDriver.END));
        assertThat(most).isEqualTo(SlatesDriver.bytes(3, SlatesDriver.END));
    }

    /** An object whose lifetime ends as soon as nothing needs it, and a part of what it was lent for that. */
    static void wiped(Slates slates) {
        byte[] room = SlatesDriver.bytes(5, 6, 7);
        byte[] other = new byte[2];
        List<Long> told = new ArrayList<>();
        try (Region region = Region.open()) {
            Slate slate = slates.named(new Told(region, told));
            slate.add(room);
            slate.write(1);
            ScalarSlice<Integer, byte[]> first = slate.wipe();
            slate.add(other);
            slate.write(2);
            slate.close();
            assertThat(told).containsExactly(1L);
            assertThat(first.toArray()).containsExactly(1, 6, 7);
            assertThat(room).as("what is viewed stays lent").containsExactly(5, 6, 7);
        }
        assertThat(room).containsExactly(1, 6, 7);
        assertThat(other).isEqualTo(SlatesDriver.bytes(2, SlatesDriver.END));
        Slate slate = slates.named(told::add);
        slate.add(room);
        slate.write(9);
        slate.close();
        assertThat(room).as("nothing is left that needs it").isEqualTo(SlatesDriver.bytes(9, SlatesDriver.END, 7));
    }

    private ObjectChecks() {}
}
