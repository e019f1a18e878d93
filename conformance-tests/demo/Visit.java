package demo;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.rdylib.loader.LibraryFailedException;
import org.rdylib.loader.Mut;
import org.rdylib.loader.Region;
import org.rdylib.loader.Result;
import org.rdylib.loader.ScalarSlice;

/** Calls each function of {@code tour}. */
final class Visit {

    /** An object of Java's. The library sees {@code level} only where {@code hasLevel} answers true. */
    private record Console(boolean hasLevel) implements Log {
        @Override
        public void line(String text) {
            System.out.println("the library says " + text);
        }

        @Override
        public long level() {
            return 3;
        }

        @Override
        public void close() {}
    }

    public static void main(String[] args) {
        try (Tour tour = Tour.load(Path.of(args[0]));
                Region region = Region.open()) {
            long ones = tour.ones(64);
            System.out.println(ones + " has the bits of " + Long.toUnsignedString(ones));
            try {
                tour.ones(-1);
            } catch (IllegalArgumentException refused) {
                System.out.println(refused.getMessage());
            }

            System.out.println(tour.sum(new byte[] {1, (byte) 200})); // bytes by their bits
            ScalarSlice<Integer, byte[]> tail = tour.tail(Tour.sliceOfU8(region, new byte[] {1, (byte) 200}), 1);
            System.out.println(tail.get(0) + ", or as bytes " + Arrays.toString(tail.toPrimitiveArray()));
            try {
                tour.tail(tail, 2);
            } catch (LibraryFailedException failed) {
                System.out.println("the library failed");
            }

            long[] numbers = {1, 2};
            Mut<Long> calls = Mut.of(0L);
            tour.twice(numbers, calls);
            System.out.println(Arrays.toString(numbers) + " after " + calls.get() + " call");

            System.out.println(tour.entries(List.of("one", "three")));

            for (String text : List.of("12", "twelve")) {
                System.out.println(
                        switch (tour.parse(text)) {
                            case Result.Ok<Long, String>(Long number) -> "the number " + number;
                            case Result.Err<Long, String> _ -> text + " is none";
                        });
            }

            System.out.println(tour.tell(new Console(true)) + " and " + tour.tell(new Console(false)));
        }
    }

    private Visit() {}
}
