package org.rdylib.conformance.gauge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntUnaryOperator;
import java.util.function.LongFunction;
import java.util.function.LongUnaryOperator;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.rdylib.conformance.plugins.HostAccounts;
import org.rdylib.conformance.plugins.PluginChecks;

/** A host that is asked by functions that cannot say that they have failed, and fails. */
public final class GaugeDriver implements PluginChecks {

    private static final class Host implements Gauge.Imports {
        private final List<String> calls = new ArrayList<>();
        private LongUnaryOperator measuring = index -> index;
        private LongFunction<MemorySegment> placing = _ -> MemorySegment.NULL;

        @Override
        public long measure(long index, int small) {
            calls.add(index + " " + small);
            return measuring.applyAsLong(index);
        }

        @Override
        public Level level(int n) {
            if (n == 13) {
                throw new IllegalStateException("unlucky");
            }
            return n < 0 ? Level.LOW : Level.HIGH;
        }

        @Override
        public double mixed(boolean flag, Point at, String text) {
            return flag ? at.x() + at.y() : text.length();
        }

        @Override
        public MemorySegment place(long size) {
            return placing.apply(size);
        }

        @Override
        public void told(String text) {
            calls.add(text);
            if (text.equals("secret")) {
                throw new IllegalStateException(text);
            }
        }
    }

    private final Host host = new Host();

    @Override
    public Map<String, ThrowingCallable> checks(Path library) {
        Gauge gauge = Gauge.load(library, host);
        Map<String, ThrowingCallable> checks = new LinkedHashMap<>();
        checks.put("what Java answers is the library's", () -> answers(gauge));
        checks.put("values of every kind are in their places", () -> values(gauge));
        checks.put("Java answers where something is to be written", () -> placed(gauge));
        checks.put("an export that can fail throws what the host threw", () -> throwing(n -> (int) gauge.sum(n)));
        checks.put("an export that cannot does, too", () -> throwing(n -> (int) gauge.plainSum(n)));
        checks.put("so does a method", () -> {
            try (Probe probe = gauge.probe()) {
                throwing(n -> (int) probe.read(n));
            }
        });
        checks.put("so does a closure", () -> {
            try (Gauge.SummingClosure summing = gauge.summing()) {
                throwing(n -> (int) summing.call(n));
            }
        });
        checks.put("an answer that is none is an error of the host's", () -> outOfRange(gauge));
        checks.put("an enum is answered, or not", () -> variants(gauge));
        checks.put("what was given is freed, whatever comes of it", () -> given(gauge));
        checks.put("where the stack ends nothing crashes", () -> withoutStack(gauge));
        Map<String, ThrowingCallable> accounted = new LinkedHashMap<>();
        checks.forEach((name, check) -> accounted.put(name, () -> {
            host.calls.clear();
            HostAccounts ofJava = new HostAccounts();
            check.call();
            assertThat(gauge.living()).as("what the library has made").isZero();
            ofJava.assertLevel();
        }));
        return accounted;
    }

    private void placed(Gauge gauge) {
        assertThat(gauge.fill(5)).isZero();
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment place = arena.allocate(300);
            host.placing = size -> place.asSlice(8, size);
            assertThat(gauge.fill(270)).isEqualTo(255 * 256 / 2 + 13 * 14 / 2);
            assertThat(place.asSlice(7, 5).toArray(ValueLayout.JAVA_BYTE)).containsExactly(0, 0, 1, 2, 3);
            assertThat(place.get(ValueLayout.JAVA_BYTE, 8 + 270)).isZero();
        }
        assertThatThrownBy(() -> gauge.fill(1)).isInstanceOf(IllegalStateException.class);
        host.placing = size -> MemorySegment.ofArray(new byte[(int) size]);
        assertThatThrownBy(() -> gauge.fill(1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("place(): a library cannot reach memory of Java's heap");
        host.placing = _ -> MemorySegment.NULL;
    }

    private void answers(Gauge gauge) {
        host.measuring = index -> 4_000_000_000L + index;
        assertThat(gauge.sum(1)).isEqualTo(4_000_000_000L);
        host.measuring = index -> 10 * index;
        assertThat(gauge.plainSum(3)).isEqualTo(30);
        assertThat(host.calls).containsExactly("0 200", "0 200", "1 201", "2 202");
    }

    private static void values(Gauge gauge) {
        assertThat(gauge.mix(new Point((short) -7, 0.5), "four")).isEqualTo(-2.5);
    }

    /** What fails is not asked again, and answers zero, until the library has returned. */
    private void throwing(IntUnaryOperator sum) {
        host.calls.clear();
        host.measuring = index -> {
            if (index == 2) {
                throw new IllegalStateException("no " + index);
            }
            return index;
        };
        assertThatIllegalStateException().isThrownBy(() -> sum.applyAsInt(5)).withMessage("no 2");
        assertThat(host.calls).containsExactly("0 200", "1 201", "2 202");
        assertThat(sum.applyAsInt(2)).isEqualTo(1);
    }

    private void outOfRange(Gauge gauge) {
        host.measuring = index -> -1;
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> gauge.sum(1))
                .withMessageContaining("measure()");
    }

    private static void variants(Gauge gauge) {
        assertThat(gauge.classify(-1)).isEqualTo(Level.LOW);
        assertThat(gauge.classify(1)).isEqualTo(Level.HIGH);
        assertThatIllegalStateException().isThrownBy(() -> gauge.classify(13)).withMessage("unlucky");
    }

    private void given(Gauge gauge) {
        assertThat(gauge.tell("open")).isEqualTo(4);
        assertThat(host.calls).containsExactly("open", "open");
        host.calls.clear();
        assertThatIllegalStateException().isThrownBy(() -> gauge.tell("secret")).withMessage("secret");
        assertThat(host.calls).containsExactly("secret");
    }

    private void withoutStack(Gauge gauge) {
        host.measuring = _ -> gauge.sum(1);
        assertThatExceptionOfType(StackOverflowError.class).isThrownBy(() -> gauge.sum(1));
        host.measuring = index -> index;
        assertThat(gauge.sum(4)).isEqualTo(6);
    }
}
