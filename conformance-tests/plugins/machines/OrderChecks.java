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
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.rdylib.conformance.machines.MachinesDriver.Answering;
import org.rdylib.conformance.machines.Tally.Refused;
import org.rdylib.loader.InvalidValueException;
import org.rdylib.loader.ObjectDroppedException;
import org.rdylib.loader.Pair;
import org.rdylib.loader.Result;
import org.rdylib.loader.SpentClosureException;
import org.rdylib.loader.StaleClosureException;

/** Closures in enums, and in options, results, tuples and vectors of them. */
final class OrderChecks {

    private final Machines machines;
    private final Consumer<Answering> host;

    OrderChecks(Machines machines, Consumer<Answering> host) {
        this.machines = machines;
        this.host = host;
    }

    Map<String, ThrowingCallable> all() {
        Map<String, ThrowingCallable> checks = new LinkedHashMap<>();
        checks.put("an enum's closures come out of the library", this::out);
        checks.put("an enum's closures are kept by the library", this::kept);
        checks.put("an enum's closures go there and back", this::both);
        checks.put("an import is given closures in an enum, and answers with some", this::asked);
        checks.put("a callback is given a struct's closures for as long as it runs", this::visited);
        return checks;
    }

    Map<String, ThrowingCallable> faults() {
        Map<String, ThrowingCallable> checks = new LinkedHashMap<>();
        checks.put("what an invalid enum holds is dropped", this::invalid);
        checks.put("a FnOnce in an enum is refused a second call", this::twice);
        checks.put("a closure of an enum is refused once it was dropped", this::late);
        return checks;
    }

    private Order order(String name) {
        return machines.order(name).orElseThrow();
    }

    private void out() {
        assertThat(order("halt")).isEqualTo(new Order.Halt());
        assertThat(order("add")).isEqualTo(new Order.Add(3));
        assertThat(machines.order("other")).isEqualTo(Result.err("no such order"));
        if (order("run") instanceof Order.Run(Order.RunValue value)) {
            try (value) {
                assertThat(value.call(1)).isEqualTo(101);
                assertThat(value.call(1)).isEqualTo(102);
            }
            assertThatThrownBy(() -> value.call(1)).isInstanceOf(ObjectDroppedException.class);
        }
        if (order("last") instanceof Order.Last(String name, Order.LastFinish finish)) {
            assertThat(name).isEqualTo("last");
            assertThat(finish.call("")).isEqualTo(Result.err("nameless"));
            assertThatThrownBy(() -> finish.call("x")).isInstanceOf(SpentClosureException.class);
        }
    }

    private void kept() {
        Tally tally = new Tally();
        machines.keep(List.of(tally.run(1), new Order.Add(5), tally.last("four", false), order("run"), tally.run(2)));
        assertThat(machines.obey(0)).isEqualTo(Result.ok(1L + 5 + 8 + 100 + 2));
        assertThat(tally.calls).isEqualTo(3);
        assertThat(tally.closed).as("what was called once").isEqualTo(1);
        assertThat(machines.obey(0)).as("that once was").isEqualTo(Result.ok(6L + 114 + 2));
        machines.keep(List.of(tally.last("no", true), tally.run(1)));
        assertThat(tally.closed).isEqualTo(3);
        assertThat(machines.obey(0)).isEqualTo(Result.err("not no"));
        machines.keep(List.of(tally.run(-1), tally.run(2)));
        assertThat(tally.closed).isEqualTo(5);
        assertThatExceptionOfType(Refused.class).isThrownBy(() -> machines.obey(0));
        machines.release();
        assertThat(tally.closed).isEqualTo(7);
    }

    private void both() {
        Tally tally = new Tally();
        Pair<Order, Optional<Order>> both = machines.both(tally.run(1), Optional.of(tally.last("x", false)));
        if (both.first() instanceof Order.Run(Order.RunValue value)) {
            assertThat(value.call(1)).isEqualTo(2);
            value.close();
        }
        if (both.second().orElseThrow() instanceof Order.Last(String name, Order.LastFinish finish)) {
            assertThat(finish.call(name)).isEqualTo(Result.ok("xx"));
        }
        assertThat(tally.closed).isEqualTo(2);
        assertThat(machines.both(order("halt"), Optional.empty()))
                .isEqualTo(new Pair<>(new Order.Halt(), Optional.empty()));
        if (order("run") instanceof Order.Run(Order.RunValue value)) {
            Order.Run own = new Order.Run(value);
            assertThatThrownBy(() -> machines.both(own, Optional.of(tally.last("\uD800", false))))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThat(value.call(1)).as("the caller's still").isEqualTo(101);
            value.close();
        }
        assertThat(tally.closed).as("what was not given").isEqualTo(2);
    }

    private void asked() {
        Tally tally = new Tally();
        AtomicReference<Order> seen = new AtomicReference<>(new Order.Halt());
        host.accept((question, order) -> {
            seen.set(order);
            return order;
        });
        assertThat(machines.askOrder(5)).as("its own").isEqualTo(Result.ok(105L));
        host.accept((question, order) -> {
            if (order instanceof Order.Run(Order.RunValue value)) {
                value.close();
            }
            return tally.run(question);
        });
        assertThat(machines.askOrder(5)).isEqualTo(Result.ok(10L));
        assertThat(tally.closed).isEqualTo(1);
        host.accept((question, order) -> {
            if (order instanceof Order.Run(Order.RunValue value)) {
                value.close();
            }
            throw new Refused();
        });
        assertThatExceptionOfType(Refused.class).isThrownBy(() -> machines.askOrder(5));
        host.accept((question, order) -> {
            if (order instanceof Order.Run(Order.RunValue value)) {
                value.close();
            }
            return tally.last("\uD800", false);
        });
        assertThatThrownBy(() -> machines.askOrder(5)).isInstanceOf(IllegalArgumentException.class);
        assertThat(tally.closed).as("what was not given").isEqualTo(1);
    }

    private void visited() {
        Tally tally = new Tally();
        AtomicReference<Machine.Step> kept = new AtomicReference<>();
        AtomicReference<Machine.Scale> scale = new AtomicReference<>();
        assertThat(machines.visit(machine -> {
                    assertThat(machine.name()).hasToString("visited");
                    assertThat(machine.step().call(4)).isEqualTo(4);
                    kept.set(machine.step());
                    scale.set(machine.scale());
                    machine.parts().forEach(part -> part.first().close());
                    return tally.run(1);
                }))
                .isEqualTo(2);
        assertThat(tally.closed).isEqualTo(1);
        assertThatThrownBy(() -> kept.get().call(1)).isInstanceOf(ObjectDroppedException.class);
        assertThat(scale.get().call(4)).as("which is of no lifetime").isEqualTo(8);
        scale.get().close();
        assertThatExceptionOfType(Refused.class)
                .isThrownBy(() -> machines.visit(machine -> {
                    machine.scale().close();
                    machine.parts().forEach(part -> part.first().close());
                    throw new Refused();
                }));
    }

    private void invalid() {
        machines.misbehave(Fault.TAG);
        assertThatThrownBy(() -> machines.order("last")).isInstanceOf(InvalidValueException.class);
        machines.misbehave(Fault.TEXT);
        assertThatThrownBy(() -> machines.order("last")).isInstanceOf(InvalidValueException.class);
        assertThat(machines.account().living()).isZero();
    }

    private void twice() {
        Tally tally = new Tally();
        assertThatThrownBy(() -> machines.twice(tally.last("x", false))).isInstanceOf(SpentClosureException.class);
        assertThat(tally.calls).isEqualTo(1);
        assertThat(tally.closed).isEqualTo(1);
    }

    private void late() {
        Tally tally = new Tally();
        assertThatThrownBy(() -> machines.late(tally.run(1))).isInstanceOf(StaleClosureException.class);
        assertThat(tally.calls).isZero();
        assertThat(tally.closed).isEqualTo(1);
    }
}
