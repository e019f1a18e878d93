package org.rdylib.benchmarks;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.rdylib.spec.InvalidDescriptorException;
import org.rdylib.spec.check.Checked;
import org.rdylib.spec.check.Descriptors;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * From a text to a checked descriptor, beside what Jackson takes to read the same text into a tree of which it knows no
 * places and checks nothing. The goal is three times that, for every shape and size.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 10, time = 2)
@Measurement(iterations = 5, time = 1)
@Fork(3)
public class ReadBenchmark {

    /** How types depend on each other. */
    public enum Shape {
        /** Not at all. */
        FLAT {
            @Override
            String dependency(int number) {
                return "";
            }
        },
        /** Each is borrowed by two others. */
        TREE {
            @Override
            String dependency(int number) {
                return ", next: \"Option<&'a T%d<'a>>\"".formatted(number / 2);
            }
        },
        /** Each lies within the next. */
        CHAIN {
            @Override
            String dependency(int number) {
                return ", next: \"T%d<'a>\"".formatted(number - 1);
            }
        };

        /** The field by which type {@code number}, from 1, depends on one before it. */
        abstract String dependency(int number);
    }

    /** How types depend on each other. */
    @Param
    public Shape shape;

    /** How many types the descriptor has. */
    @Param({"100", "1000", "10000"})
    public int types;

    private final YAMLMapper jackson = new YAMLMapper();
    private String text = "";

    /** Writes the descriptor, and sees that it is one. */
    @Setup
    public void write() throws InvalidDescriptorException {
        text = text(shape, types);
        Descriptors.require("benchmark.yaml", text);
    }

    /** The checked descriptor. */
    @Benchmark
    public Checked descriptor() {
        return Descriptors.read("benchmark.yaml", text);
    }

    /** The bare tree. */
    @Benchmark
    public JsonNode tree() {
        return jackson.readTree(text);
    }

    static String text(Shape shape, int types) {
        StringBuilder text = new StringBuilder("abi: 1\nlibrary: benchmark\nversion: 1.0.0\ntypes:\n");
        for (int i = 0; i < types; i++) {
            text.append("  T%d<'a>: {struct: {name: \"&'a str\", size: u32%s}}\n"
                    .formatted(i, i == 0 ? "" : shape.dependency(i)));
        }
        text.append("exports:\n");
        for (int i = 0; i < types; i++) {
            text.append(
                    "  f%d: \"fn<'s, 't: 's>(from: &'t str, with: &'s T%d<'t>) -> &'s T%d<'s>\"\n".formatted(i, i, i));
        }
        return text.toString();
    }
}
