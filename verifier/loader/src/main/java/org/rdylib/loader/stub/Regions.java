package org.rdylib.loader.stub;

import java.util.function.Function;
import org.rdylib.loader.Bounded;
import org.rdylib.loader.Region;
import org.rdylib.loader.RegionException;
import org.rdylib.loader.internal.ImmortalRegion;
import org.rdylib.loader.internal.NativeRegion;
import org.rdylib.loader.internal.Nulls;

/** The lifetimes of a signature, worked out from the regions that its arguments carry. */
public final class Regions {

    private Regions() {}

    /** The lifetime that ends with the first of the two. */
    public static Region shortest(Region one, Region other) {
        return NativeRegion.shortest((NativeRegion) one, (NativeRegion) other);
    }

    /** The lifetime that ends with the first of what carries it; one that never ends, if there is nothing. */
    public static <T> Region shortest(Iterable<T> carriers, Function<? super T, ? extends Region> region) {
        Region shortest = ImmortalRegion.FOREVER;
        for (T carrier : carriers) {
            shortest = shortest(shortest, region.apply(carrier));
        }
        return shortest;
    }

    /**
     * The lifetime of what a library lends and nobody drops or closes: what was lent to the library, and that may use, stays
     * lent as long.
     */
    public static Region lasting(Region region) {
        return ((NativeRegion) region).lasting();
    }

    /** The lifetime of an object or closure of Java's that is passed to a library. */
    public static Region of(Object passed) {
        return of(passed, ImmortalRegion.FOREVER);
    }

    /** The same, unless it has none. */
    public static Region of(Object passed, Region otherwise) {
        if (passed instanceof ForeignHandle handle) {
            return handle.region();
        }
        return passed instanceof Bounded bounded ? of(bounded) : otherwise;
    }

    /** The lifetime that something of Java's says it has. */
    static Region of(Bounded bounded) {
        Region region = bounded.region();
        if (region == null) {
            throw Nulls.at(bounded.getClass().getName() + ".region()");
        }
        return region;
    }

    /**
     * Holds a call to a bound, {@code 'longer: 'shorter}. The lifetime of a library that may be unloaded can be as long as
     * it takes: the library is not unloaded before {@code shorter} has ended.
     *
     * @throws RegionException if {@code longer} can end before {@code shorter}
     */
    public static void requireOutlives(Region longer, Region shorter, String bound) {
        if (!((NativeRegion) longer).ensureOutlives((NativeRegion) shorter)) {
            throw new RegionException(tooShort(longer, shorter, bound));
        }
    }

    /**
     * The same of what Java answers a library, or leaves with it.
     *
     * @param place where it does
     */
    public static void requireOutlives(Region longer, Region shorter, String bound, String place) {
        if (!((NativeRegion) longer).ensureOutlives((NativeRegion) shorter)) {
            String had = ((NativeRegion) shorter).isEndUnknown() ? "was given for" : "belongs to";
            throw new RegionException(place + ": " + tooShort(longer, shorter, bound) + "; what " + had
                    + " the latter lives long enough");
        }
    }

    private static String tooShort(Region longer, Region shorter, String bound) {
        return "the call needs " + bound + ", but " + longer + " can be closed before " + shorter + " is";
    }
}
