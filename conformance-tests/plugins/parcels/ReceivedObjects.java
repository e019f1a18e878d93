package org.rdylib.conformance.parcels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.rdylib.loader.LibraryFailedException;
import org.rdylib.loader.ObjectBusyException;
import org.rdylib.loader.ObjectDroppedException;
import org.rdylib.loader.Pair;
import org.rdylib.loader.Region;
import org.rdylib.loader.RegionClosedException;
import org.rdylib.loader.RegionException;
import org.rdylib.loader.Result;
import org.rdylib.loader.Text;

/** Objects of the library, within values, lent to it and given back. */
final class ReceivedObjects extends ParcelsChecks {

    ReceivedObjects(Parcels parcels) {
        super(parcels);
    }

    @Override
    void addTo(Map<String, ThrowingCallable> checks) {
        put(checks, "objects within values are taken over", this::objects);
        put(checks, "objects that were taken over are dropped where the value is invalid", this::objectFaults);
        put(checks, "objects within values belong to the region of their lifetime", this::objectsInRegions);
        put(checks, "objects are lent to their library for a call", this::lentObjects);
        put(checks, "objects are given back to their library", this::objectsGivenBack);
        put(checks, "what an object's lifetime is, is not the call's to choose", this::objectLifetimes);
    }

    private void objects() {
        Parcel parcel = parcels.parcel(3).orElseThrow();
        assertThat(parcel.label()).isEqualTo("fragile");
        assertThat(parcel.note()).isEqualTo("handle with care");
        assertThat(parcel.more()).extracting(Pair::second).containsExactly("more", "more", "more");
        List<Counter> counters = new ArrayList<>(List.of(parcel.counter()));
        parcel.more().forEach(pair -> counters.add(pair.first()));
        counters.add(parcel.last().orElseThrow().first());
        assertThat(parcels.account().objects()).isEqualTo(5);
        assertThat(counters).extracting(Counter::next).containsExactly(1L, 1L, 11L, 21L, 1001L);
        counters.forEach(Counter::close);
        assertThat(parcels.parcel(0)).isEqualTo(Result.err("nothing in it"));
    }

    private void objectFaults() {
        for (Fault fault : List.of(Fault.TEXT, Fault.TAG, Fault.NULL_TABLE, Fault.NULL_DATA, Fault.LENGTH)) {
            for (long counters : new long[] {1, 2, 5}) {
                invalid(fault, "", () -> parcels.parcel(counters));
            }
        }
        invalid(Fault.NULL_FREE, "Parcel.note: an owned value without", () -> parcels.parcel(2));
        invalid(Fault.TEXT, "parcel(): not UTF-8", () -> parcels.parcel(0));
        for (Fault fault : List.of(Fault.NULL_TABLE, Fault.NULL_DATA, Fault.LENGTH)) {
            invalid(
                    fault,
                    "counters(): an object",
                    () -> parcels.counters(4, Region.forever().text("")));
        }
        assertThat(parcels.account().objects()).isZero();
    }

    private void objectsInRegions() {
        List<Counter> counters;
        try (Region region = Region.open()) {
            counters = parcels.counters(3, region.text(""));
            assertThat(counters).extracting(Counter::next).containsExactly(1L, 11L, 21L);
            counters.get(1).close();
            assertThat(parcels.account().objects()).isEqualTo(2);
        }
        assertThat(parcels.account().objects()).isZero();
        assertThatThrownBy(counters.getFirst()::next).isInstanceOf(ObjectDroppedException.class);
        try (Region region = Region.open()) {
            assertThat(parcels.counters(0, region.text(""))).isEmpty();
        }
    }

    private static Counter ofJava() {
        return new Counter() {
            @Override
            public long next() {
                return 100;
            }

            @Override
            public long add(Counter other) {
                return 0;
            }

            @Override
            public String finish(String lastWords) {
                return lastWords;
            }

            @Override
            public void close() {}
        };
    }

    private void lentObjects() {
        try (Region region = Region.open()) {
            List<Counter> counters = parcels.counters(3, region.text(""));
            Counter one = counters.get(0);
            Counter other = counters.get(1);
            assertThat(parcels.advance(one, other, () -> {})).isEqualTo(1 + 11);
            assertThat(one.add(other)).isEqualTo(1 + 11);
            assertThatThrownBy(() -> one.add(one)).isInstanceOf(ObjectBusyException.class);
            assertThatThrownBy(() -> parcels.advance(one, one, () -> {})).isInstanceOf(ObjectBusyException.class);
            assertThatThrownBy(() -> parcels.advance(one, other, other::next)).isInstanceOf(ObjectBusyException.class);
            assertThatThrownBy(() -> parcels.advance(one, other, one::close)).isInstanceOf(ObjectBusyException.class);
            assertThat(parcels.advance(one, ofJava(), () -> {})).isEqualTo(12 + 1 + 1 + 1 + 100);
            counters.get(2).close();
            assertThatThrownBy(() -> parcels.advance(one, counters.get(2), () -> {}))
                    .isInstanceOf(ObjectDroppedException.class);
            assertThat(one.next()).as("it is free again").isEqualTo(12 + 1 + 1 + 1 + 1);
        }
    }

    private void objectsGivenBack() {
        try (Region region = Region.open()) {
            Text text = region.text("");
            Counter counter = parcels.counters(1, text).getFirst();
            assertThatThrownBy(() -> parcels.giveBack(counter, false, UNPAIRED))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThat(counter.next()).as("nothing was called").isEqualTo(1);
            parcels.giveBack(counter, false, "name");
            assertThat(parcels.account().objects()).isZero();
            assertThatThrownBy(counter::next)
                    .isInstanceOf(ObjectDroppedException.class)
                    .hasMessageContaining("given back");
            counter.close();
            Counter second = parcels.counters(1, text).getFirst();
            assertThatThrownBy(() -> parcels.giveBack(second, true, "name")).isInstanceOf(LibraryFailedException.class);
            assertThatThrownBy(second::next).isInstanceOf(ObjectDroppedException.class);
            Counter third = parcels.counters(1, text).getFirst();
            assertThatThrownBy(() -> third.finish(UNPAIRED)).isInstanceOf(IllegalArgumentException.class);
            assertThat(third.finish("last words")).isEqualTo("last words");
            assertThatThrownBy(() -> third.finish("again")).isInstanceOf(ObjectDroppedException.class);
            Counter unlucky = parcels.counters(1, text).getFirst();
            for (int i = 0; i < 13; i++) {
                unlucky.next();
            }
            assertThatThrownBy(() -> unlucky.finish(""))
                    .isInstanceOf(LibraryFailedException.class)
                    .hasMessage("unlucky");
        }
    }

    private void objectLifetimes() {
        try (Region outer = Region.open()) {
            Text longer = outer.text("longer");
            Events skipped;
            Text remainder;
            try (Region inner = Region.open()) {
                Events events = parcels.events(inner.text("one two three"));
                skipped = parcels.skip(2, events);
                assertThatThrownBy(events::next).isInstanceOf(ObjectDroppedException.class);
                remainder = parcels.remainder(skipped, longer);
                assertThat(remainder).hasToString("longer");
                assertThat(parcels.remainder(skipped, inner.text(""))).hasToString(" three");
                Events outside = parcels.events(longer);
                assertThatThrownBy(() -> parcels.remainder(outside, inner.text("shorter")))
                        .isInstanceOf(RegionException.class);
            }
            assertThatThrownBy(skipped::next).isInstanceOf(ObjectDroppedException.class);
            assertThatThrownBy(remainder::toString).isInstanceOf(RegionClosedException.class);
        }
    }
}
