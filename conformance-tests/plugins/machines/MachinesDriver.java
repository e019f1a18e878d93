package org.rdylib.conformance.machines;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.rdylib.conformance.plugins.HostAccounts;
import org.rdylib.conformance.plugins.PluginChecks;

/** A host that gives and takes closures, futures and functions in structs and enums, and looks at both accounts after each scenario. */
public final class MachinesDriver implements PluginChecks {

    /** What the library asks of its host. */
    interface Answering {
        Order answer(long question, Order order);
    }

    private static final class Host implements Machines.Imports {
        private UnaryOperator<Function<Long, Long>> choosing = f -> f;
        private Answering answering = (question, order) -> order;

        @Override
        public Machines.ChosenFunction chosen(Machines.ChosenF f) {
            return choosing.apply(f::call)::apply;
        }

        @Override
        public Order answer(long question, Order order) {
            return answering.answer(question, order);
        }
    }

    private final Host host = new Host();

    @Override
    public Map<String, ThrowingCallable> checks(Path library) {
        Machines machines = Machines.load(library, host);
        Map<String, ThrowingCallable> checks = new LinkedHashMap<>();
        MachineChecks made = new MachineChecks(machines);
        OrderChecks ordered = new OrderChecks(machines, answering -> host.answering = answering);
        FunctionChecks functions = new FunctionChecks(machines, choosing -> host.choosing = choosing);
        Stream.of(made.all(), ordered.all(), functions.all()).forEach(checks::putAll);
        if (library.endsWith(Path.of("c", "plugin.so"))) {
            checks.putAll(made.faults());
            checks.putAll(ordered.faults());
            checks.putAll(functions.faults());
        }
        Map<String, ThrowingCallable> accounted = new LinkedHashMap<>();
        checks.forEach((name, check) -> accounted.put(name, () -> {
            HostAccounts ofJava = new HostAccounts();
            check.call();
            machines.release();
            Account account = machines.account();
            assertThat(account.living()).as("what the library has made").isZero();
            assertThat(account.wrong()).as("what was dropped wrongly").isZero();
            ofJava.assertLevel();
        }));
        return accounted;
    }
}
