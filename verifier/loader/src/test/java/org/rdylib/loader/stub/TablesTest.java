package org.rdylib.loader.stub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** An object's table has null where the object lacks a method, and those that lack the same share one. */
class TablesTest {

    private static final int SLOTS = 32;
    private static final int FIRST_SLOT = 40;

    private static Tables of(int methods, Integer... optional) {
        return Tables.of(
                LongStream.rangeClosed(1, methods)
                        .mapToObj(MemorySegment::ofAddress)
                        .toList(),
                List.of(optional));
    }

    private static List<Long> slots(long table) {
        return LongStream.range(0, Memory.getLong(table + SLOTS))
                .mapToObj(i -> Memory.getLong(table + FIRST_SLOT + 8 * i))
                .toList();
    }

    @Test
    void eachSetOfMethodsHasATableOfItsOwn() {
        Tables tables = of(5, 1, 3, 4);
        assertThat(slots(tables.with(true).with(true).with(true).table())).containsExactly(1L, 2L, 3L, 4L, 5L);
        assertThat(slots(tables.with(false).with(true).with(false).table())).containsExactly(1L, 0L, 3L, 4L, 0L);
        assertThat(slots(tables.with(true).with(false).with(false).table())).containsExactly(1L, 2L, 3L, 0L, 0L);
        assertThat(slots(tables.with(false).with(false).with(false).table())).containsExactly(1L, 0L, 3L, 0L, 0L);
    }

    @Test
    void whatIsCountedLacksTheSame() {
        Tables lacking = of(2, 1).with(false);
        assertThat(slots(lacking.countedTable())).isEqualTo(slots(lacking.table()));
        assertThat(Memory.getLong(lacking.table() + 8)).as("clone").isZero();
        assertThat(Memory.getLong(lacking.countedTable() + 8)).as("clone").isEqualTo(HostTargets.RETAIN);
    }

    @Test
    void thereIsNoTableBeforeAllIsSaidNorMoreToSayThen() {
        Tables tables = of(3, 0, 2);
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> tables.with(true).table());
        assertThatExceptionOfType(RuntimeException.class)
                .isThrownBy(() -> tables.with(true).with(true).with(true));
        assertThat(slots(of(1).table())).containsExactly(1L);
    }

    @Test
    void threadsThatAskForTheSameAtOnceAreGivenTheSame() throws Exception {
        Tables tables = of(64, IntStream.range(0, 64).boxed().toArray(Integer[]::new));
        CyclicBarrier begin = new CyclicBarrier(4);
        Set<Long> seen = ConcurrentHashMap.newKeySet();
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            List<? extends Future<?>> all = IntStream.range(0, 4)
                    .mapToObj(_ -> threads.submit(() -> {
                        begin.await();
                        Tables mine = tables;
                        for (int i = 0; i < 64; i++) {
                            mine = mine.with(i % 3 == 0);
                        }
                        return seen.add(mine.table());
                    }))
                    .toList();
            for (Future<?> one : all) {
                one.get();
            }
        }
        assertThat(seen).hasSize(1);
    }
}
