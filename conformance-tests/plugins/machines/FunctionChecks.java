package org.rdylib.conformance.machines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.rdylib.conformance.machines.Tally.Refused;
import org.rdylib.conformance.plugins.OtherThread;
import org.rdylib.loader.InvalidValueException;
import org.rdylib.loader.LibraryFailedException;
import org.rdylib.loader.Region;
import org.rdylib.loader.RegionClosedException;
import org.rdylib.loader.Result;
import org.rdylib.loader.stub.FunctionType;

/** Functions without data: the library's in Java, and Java's in the library. */
final class FunctionChecks {

    private final Machines machines;
    private final Consumer<UnaryOperator<Function<Long, Long>>> host;

    FunctionChecks(Machines machines, Consumer<UnaryOperator<Function<Long, Long>>> host) {
        this.machines = machines;
        this.host = host;
    }

    Map<String, ThrowingCallable> all() {
        Map<String, ThrowingCallable> checks = new LinkedHashMap<>();
        checks.put("functions of the library's are called, on any thread", this::out);
        checks.put("functions of Java's are called by the library", this::in);
        checks.put("a function of Java's is made for the library once", this::once);
        checks.put("functions fail as others do", this::failing);
        checks.put("the library keeps a function, and calls it on its own threads", this::held);
        checks.put("an import is given a function, and answers with one", this::chosen);
        checks.put("a function is called inside itself", this::recursive);
        checks.put("a function ends with the region of its lifetime", this::bounded);
        return checks;
    }

    Map<String, ThrowingCallable> faults() {
        return Map.of(
                "no function is no function",
                () -> assertThatThrownBy(machines::nothing)
                        .isInstanceOf(InvalidValueException.class)
                        .hasMessageContaining("nothing(): a function at 0x0"));
    }

    private Operation operation(String name) {
        return machines.operation(name).orElseThrow();
    }

    private void out() throws Throwable {
        Operation add = operation("add");
        assertThat(add.apply().call(2, 3)).isEqualTo(5);
        OtherThread.run(() -> assertThat(add.apply().call(4, 5)).isEqualTo(9));
        Operation.Undo undo = add.undo().orElseThrow();
        assertThat(undo.call(5, 3)).isEqualTo(Result.ok(2L));
        assertThat(undo.call(3, 5)).isEqualTo(Result.err("less than nothing"));
        assertThat(operation("mul").undo()).isEmpty();
        assertThat(operation("mul").apply().call(6, 7)).isEqualTo(42);
        assertThat(machines.operation("else")).isEmpty();
        assertThat(machines.speaker(true).call("loud")).isEqualTo("LOUD");
        assertThat(machines.speaker(false).call("low")).isEqualTo("low");
        assertThat(machines.plain().call(5)).isEqualTo(-5);
        assertThatThrownBy(() -> add.apply().call(-1, 0)).isInstanceOf(IllegalArgumentException.class);
    }

    private static long cubed(long n) {
        return n * n * n;
    }

    private void in() {
        assertThat(machines.twiceOf(FunctionChecks::cubed, 2)).isEqualTo(512);
        assertThat(machines.calculate(
                        new Operation((a, b) -> 100 * a + b, Optional.of((a, b) -> Result.ok(a - b))), 7, 3))
                .isEqualTo(Result.ok(700L));
        assertThat(machines.calculate(
                        new Operation((a, b) -> a, Optional.of((a, b) -> Result.err(a + " and " + b))), 7, 3))
                .isEqualTo(Result.err("7 and 3"));
        assertThat(machines.calculate(new Operation((a, b) -> a * b, Optional.empty()), 7, 3))
                .isEqualTo(Result.ok(21L));
        assertThat(machines.allOf(List.of(n -> n + 1, n -> 10 * n, FunctionChecks::cubed), 1))
                .isEqualTo(8000);
        assertThat(machines.allOf(List.of(), 9)).isEqualTo(9);
        assertThat(machines.sameFunction(n -> n + 7).call(1)).isEqualTo(8);
    }

    private void once() {
        Machines.TwiceOfF f = n -> n + 1;
        assertThat(machines.twiceOf(f, 1)).isEqualTo(3);
        long made = FunctionType.made();
        for (int i = 0; i < 10_000; i++) {
            assertThat(machines.twiceOf(f, i)).isEqualTo(i + 2);
        }
        assertThat(FunctionType.made()).as("for the same function").isEqualTo(made);
        assertThat(machines.calculate(operation("add"), 1, 2)).isEqualTo(Result.ok(1L));
        assertThat(FunctionType.made()).as("for the library's own").isEqualTo(made);
    }

    private void failing() {
        Refused thrown = new Refused();
        assertThatThrownBy(() -> machines.twiceOf(
                        n -> {
                            throw thrown;
                        },
                        1))
                .isSameAs(thrown);
        assertThatThrownBy(() -> operation("add").apply().call(999_999_999, 2))
                .isInstanceOf(LibraryFailedException.class)
                .hasMessageContaining("1000000001 is too much");
        assertThatThrownBy(() -> machines.calculate(operation("add"), 999_999_999, 2))
                .isInstanceOf(LibraryFailedException.class);
        assertThatThrownBy(() -> machines.twiceOf(n -> -1, 1)).isInstanceOf(IllegalArgumentException.class);
    }

    private void held() {
        AtomicReference<Thread> caller = new AtomicReference<>();
        Thread own = Thread.currentThread();
        assertThat(machines.held(1, false)).isEmpty();
        machines.hold(Optional.of(n -> {
            caller.set(Thread.currentThread());
            return n + 5;
        }));
        System.gc();
        assertThat(machines.held(1, false)).contains(6L);
        assertThat(caller.get()).isSameAs(own);
        assertThat(machines.held(2, true)).contains(7L);
        assertThat(caller.get()).isNotSameAs(own);
        machines.hold(Optional.of(n -> {
            throw new Refused();
        }));
        assertThatExceptionOfType(Refused.class).isThrownBy(() -> machines.held(1, true));
        machines.hold(Optional.empty());
        assertThat(machines.held(1, false)).isEmpty();
    }

    private void chosen() {
        AtomicReference<Function<Long, Long>> given = new AtomicReference<>();
        host.accept(f -> {
            given.set(f);
            assertThat(f.apply(5L)).isEqualTo(15);
            return n -> n + f.apply(n);
        });
        assertThat(machines.choose(2)).isEqualTo(8);
        assertThat(given.get().apply(7L))
                .as("which lives as long as the library")
                .isEqualTo(21);
        host.accept(f -> {
            throw new Refused();
        });
        assertThatExceptionOfType(Refused.class).isThrownBy(() -> machines.choose(2));
        host.accept(f -> f);
    }

    /** One that calls itself through the library. */
    private final class Counting implements Machines.TwiceOfF {
        @Override
        public long call(long n) {
            return n >= 5 ? n : machines.twiceOf(this, n + 1);
        }
    }

    private void recursive() {
        assertThat(machines.twiceOf(new Counting(), 0)).isEqualTo(5);
    }

    private void bounded() {
        Machines.BoundedFunction f;
        try (Region region = Region.open()) {
            f = machines.bounded(region.text("as long as this"));
            assertThat(f.call(1)).isEqualTo(2);
            assertThatThrownBy(() -> OtherThread.run(() -> f.call(1))).isInstanceOf(WrongThreadException.class);
        }
        assertThatThrownBy(() -> f.call(1)).isInstanceOf(RegionClosedException.class);
    }
}
