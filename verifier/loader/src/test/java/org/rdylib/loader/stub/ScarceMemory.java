package org.rdylib.loader.stub;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rdylib.loader.Mut;
import org.rdylib.loader.Region;
import org.rdylib.verifier.Unload;

/**
 * Passes something with so many bytes of the heap left and no more, from 0 on, and looks whether it can be passed afterwards.
 * The stub's library is the argument. What cannot is printed, and in the end how often there was too little.
 */
final class ScarceMemory {

    private static final int MOST = 320;
    private static final int STEP = 16;

    private static final @Nullable Object[] HOG = new Object[1 << 14];
    private static int hogs;

    private interface Passing {
        void pass(Given given, CallFrame frame);
    }

    private ScarceMemory() {}

    private static final class Given {
        final Library library;
        final Region region = Region.open();
        final Mut<Long> place = Mut.of(1L);
        final byte[] array = new byte[4];
        final ForeignObject cell;

        Given(Library library, MemorySegment table) {
            this.library = library;
            Terms terms = Terms.object(Terms.Holder.EXCLUSIVE, Sending.CONFINED);
            cell = new ForeignObject(library, region, 8, table.address(), List.of(), "Cell", "cell()", terms);
        }

        /** Fails if one of them is of no use any more. */
        void check() {
            region.close();
            long _ = place.get();
            CallFrame frame = library.enter();
            frame.borrowExclusive(array, "array");
            frame.close();
            cell.borrows.take("used");
            cell.borrows.end(true);
            place.set(2L);
        }
    }

    private static void fill(int leave) {
        HOG[0] = leave < 16 ? null : new byte[leave - 16];
        hogs = 1;
        for (int size = 1 << 20; size > 0; ) {
            try {
                HOG[hogs] = new byte[size];
                hogs++;
            } catch (OutOfMemoryError _) {
                size = size > 64 ? size / 2 : size - 8;
            }
        }
        HOG[0] = null;
    }

    private static void free() {
        while (hogs > 0) {
            hogs--;
            HOG[hogs] = null;
        }
    }

    private static boolean isRefused(Passing passing, Given given, boolean isScarce, int left) {
        CallFrame frame = given.library.enter();
        if (isScarce) {
            fill(left);
        }
        boolean refused = false;
        try {
            passing.pass(given, frame);
        } catch (OutOfMemoryError _) {
            refused = true;
        }
        try {
            frame.close();
        } catch (OutOfMemoryError _) {
            refused = true;
        }
        free();
        return refused;
    }

    public static void main(String[] arguments) {
        Library library = Library.load(Path.of(arguments[0]), Tiny.host(Tiny.DESCRIPTOR), Unload.NEVER);
        MemorySegment table = Arena.global().allocate(ValueLayout.JAVA_LONG, 5);
        table.setAtIndex(ValueLayout.JAVA_LONG, 3, 8);
        List<Passing> ways = List.of(
                (given, frame) -> {
                    long _ = frame.borrow(given.place);
                },
                (given, frame) -> {
                    long _ = frame.borrow(given.place);
                    frame.keep(given.place, given.region);
                },
                (given, frame) -> frame.keepArray(given.array, given.region, "array"),
                (given, frame) -> given.cell.passShared(frame, library, Sending.CONFINED),
                (given, frame) -> given.cell.passExclusive(frame, library, Sending.CONFINED));
        int refused = 0;
        for (int way = 0; way < ways.size(); way++) {
            for (int left = -3 * STEP; left < MOST; left += STEP) {
                Given given = new Given(library, table);
                // The first few load what is needed.
                if (isRefused(ways.get(way), given, left >= 0, left)) {
                    refused++;
                }
                try {
                    given.check();
                } catch (RuntimeException thrown) {
                    System.out.println("way " + way + ", " + left + " bytes: " + thrown.getMessage());
                }
            }
        }
        System.out.println("refused " + (refused > ways.size() ? "often" : "hardly ever"));
    }
}
