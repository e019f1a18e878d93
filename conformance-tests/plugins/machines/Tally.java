package org.rdylib.conformance.machines;

import java.util.List;
import java.util.Optional;
import org.rdylib.loader.Pair;
import org.rdylib.loader.Result;
import org.rdylib.loader.Text;

/** Closures of Java's that count how often they are called and dropped. */
final class Tally {

    /** What one of them throws. */
    static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    int calls;
    int closed;
    private long sum;

    /** Adds up. */
    Machine.Step step() {
        return new Machine.Step() {
            @Override
            public long call(long n) {
                calls++;
                sum += n;
                return sum;
            }

            @Override
            public void close() {
                closed++;
            }
        };
    }

    /** Always throws. */
    Machine.Step refusing() {
        return new Machine.Step() {
            @Override
            public long call(long n) {
                calls++;
                throw new Refused();
            }

            @Override
            public void close() {
                closed++;
            }
        };
    }

    Machine.Finish finish(String end) {
        return new Machine.Finish() {
            @Override
            public String call(String text) {
                calls++;
                return end + text;
            }

            @Override
            public void close() {
                closed++;
            }
        };
    }

    Machine.Scale scale(long by) {
        return new Machine.Scale() {
            @Override
            public long call(long n) {
                calls++;
                return n * by;
            }

            @Override
            public void close() {
                closed++;
            }
        };
    }

    Pair<Machine.Parts, String> part(long by, String label) {
        return new Pair<>(
                new Machine.Parts() {
                    @Override
                    public long call(long n) {
                        calls++;
                        return n + by;
                    }

                    @Override
                    public void close() {
                        closed++;
                    }
                },
                label);
    }

    /** One of five closures. */
    Machine machine(Text name, Machine.Step step, String label) {
        return new Machine(name, step, Optional.of(finish("it ")), scale(3), List.of(part(10, "ten"), part(20, label)));
    }

    Order run(long by) {
        return new Order.Run(new Order.RunValue() {
            @Override
            public long call(long n) {
                calls++;
                if (by < 0) {
                    throw new Refused();
                }
                return n + by;
            }

            @Override
            public void close() {
                closed++;
            }
        });
    }

    Order last(String name, boolean isError) {
        return new Order.Last(name, new Order.LastFinish() {
            @Override
            public Result<String, String> call(String text) {
                calls++;
                return isError ? Result.err("not " + text) : Result.ok(text + text);
            }

            @Override
            public void close() {
                closed++;
            }
        });
    }
}
