package org.rdylib.loader.stub;

import java.util.function.Function;
import org.rdylib.loader.Region;
import org.rdylib.loader.RegionException;
import org.rdylib.loader.internal.ImmortalRegion;
import org.rdylib.loader.internal.NativeRegion;

/** The lifetimes of a signature, worked out from the regions that its arguments carry. */
public final class Regions {

    private Regions() {}

    /** What a lifetime is that no argument carries: the library's own, which under {@code never} has no end. */
    public static Region dylib() {
        return ImmortalRegion.FOREVER;
    }

    /** The lifetime that ends with the first of the two. */
    public static Region shortest(Region one, Region other) {
        return NativeRegion.shortest((NativeRegion) one, (NativeRegion) other);
    }

    /** The lifetime that ends with the first of what carries it; the library's own, if there is nothing. */
    public static <T> Region shortest(Iterable<T> carriers, Function<? super T, ? extends Region> region) {
        Region shortest = dylib();
        for (T carrier : carriers) {
            shortest = shortest(shortest, region.apply(carrier));
        }
        return shortest;
    }

    /**
     * Holds a call to a bound, {@code 'longer: 'shorter}.
     *
     * @throws RegionException if {@code longer} can end before {@code shorter}
     */
    public static void requireOutlives(Region longer, Region shorter, String bound) {
        if (!((NativeRegion) longer).outlives((NativeRegion) shorter)) {
            throw new RegionException(
                    "the call needs " + bound + ", but " + longer + " can be closed before " + shorter + " is");
        }
    }
}
