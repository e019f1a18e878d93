package org.rdylib.benchmarks;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.MemorySegment;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.rdylib.benchmarks.calls.Calls;
import org.rdylib.benchmarks.calls.Cell;
import org.rdylib.loader.Slice;

/** A million elements that lie in the library. */
public class SliceReads {

    /** Structs of two words, all of them read. */
    @OutputTimeUnit(TimeUnit.MICROSECONDS)
    public static class SliceOfStructs extends Row {
        private final MemorySegment raw = ByHand.slice("calls_cells", 16);
        private final Slice<Cell> cells = Calls.load(Natives.library()).cells();

        /** By hand. */
        @Benchmark
        public long ffm() {
            long sum = 0;
            long count = raw.byteSize() / 16;
            for (long i = 0; i < count; i++) {
                sum += raw.get(JAVA_LONG, 16 * i) ^ raw.get(JAVA_LONG, 16 * i + 8);
            }
            return sum;
        }

        /** Generated, by index. */
        @Benchmark
        public long index() {
            long sum = 0;
            int count = cells.size();
            for (int i = 0; i < count; i++) {
                Cell cell = cells.get(i);
                sum += cell.key() ^ cell.value();
            }
            return sum;
        }

        /** Generated, by iterator. */
        @Benchmark
        public long iterator() {
            long sum = 0;
            for (Cell cell : cells) {
                sum += cell.key() ^ cell.value();
            }
            return sum;
        }
    }

    /** Integers, copied into an array. */
    @OutputTimeUnit(TimeUnit.MICROSECONDS)
    public static class SliceAsInts extends Row {
        private final SliceCopies copies = new SliceCopies(Calls.load(Natives.library()));

        /** By hand, into a new array. */
        @Benchmark
        public long ffm() {
            return copies.intsFfm(1);
        }

        /** Generated, into a new array. */
        @Benchmark
        public long stub() {
            return copies.intsStub(1);
        }

        /** By hand, into one that is there. */
        @Benchmark
        public long ffmInto() {
            return copies.intoIntsFfm(1);
        }

        /** Generated, into one that is there. */
        @Benchmark
        public long stubInto() {
            return copies.intoIntsStub(1);
        }
    }

    /** Floating-point numbers, copied into an array. */
    @OutputTimeUnit(TimeUnit.MICROSECONDS)
    public static class SliceAsDoubles extends Row {
        private final SliceCopies copies = new SliceCopies(Calls.load(Natives.library()));

        /** By hand, into a new array. */
        @Benchmark
        public long ffm() {
            return copies.doublesFfm(1);
        }

        /** Generated, into a new array. */
        @Benchmark
        public long stub() {
            return copies.doublesStub(1);
        }

        /** By hand, into one that is there. */
        @Benchmark
        public long ffmInto() {
            return copies.intoDoublesFfm(1);
        }

        /** Generated, into one that is there. */
        @Benchmark
        public long stubInto() {
            return copies.intoDoublesStub(1);
        }
    }
}
