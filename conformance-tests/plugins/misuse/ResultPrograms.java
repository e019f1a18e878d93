package org.rdylib.conformance.misuse;

import java.util.function.BiFunction;
import org.rdylib.conformance.misuse.unruly.Unruly;
import org.rdylib.loader.Region;
import org.rdylib.loader.Result;

/** Results that are no values. */
final class ResultPrograms extends Subject {

    ResultPrograms(Libraries libraries) {
        super(libraries);
        add("a library answers with a `bool` that is none", () -> System.out.println(unruly().truth()));
        add("a library answers with a `char` that is none", () -> System.out.println(unruly().letter()));
        add("a library answers with a variant that is none", () -> System.out.println(unruly().level()));
        add("a library answers with an `Option` that is none", () -> System.out.println(unruly().maybe()));
        add("a library answers with a `Result` that is none", () -> System.out.println(unruly().result()));
        add(
                "the value of an `Err` is asked for",
                () -> System.out.println(Result.err("no").orElseThrow()));
        add("a library answers with a null text", () -> text(1));
        add("a library answers with a text that is not UTF-8", () -> text(2));
        add("a library answers with a text that no memory holds", () -> text(3));
        add("a library answers with a text that is too long", () -> text(4));
        add("a library answers with a null reference", () -> number(1));
        add("a library answers with a reference that is not aligned", () -> number(2));
        add("a library answers with a reference to where no memory is", () -> number(3));
        add("a library answers with a null slice", () -> numbers(1));
        add("a library answers with a slice that is not aligned", () -> numbers(2));
        add("a library answers with a slice that is too long", () -> numbers(4));
        add("a library answers with a `String` without text", () -> string(1));
        add("a library answers with a `String` that nobody could free", () -> string(2));
        add("a library answers with a `String` longer than its place", () -> string(3));
        add("a library answers with a `String` that is too long", () -> string(4));
        add("a library answers with a null `Box`", () -> boxed(1));
        add("a library answers with a `Box` that is not aligned", () -> boxed(2));
        add("a library answers with a `Box` that nobody could free", () -> boxed(4));
    }

    private void inRegion(BiFunction<Unruly, Region, Object> call) {
        try (Region region = Region.open()) {
            System.out.println(call.apply(unruly(), region));
        }
    }

    private void text(int how) {
        inRegion((unruly, region) -> unruly.text(how, region.text("good")));
    }

    private void number(int how) {
        inRegion((unruly, region) -> unruly.number(how, Unruly.refToU32(region, 7)));
    }

    private void numbers(int how) {
        inRegion((unruly, region) -> unruly.numbers(how, Unruly.sliceOfU32(region, new long[] {7, 8})));
    }

    private void string(int how) {
        System.out.println(unruly().string(how));
    }

    private void boxed(int how) {
        System.out.println(unruly().boxed(how));
    }
}
