package org.rdylib.conformance.plugins;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.rdylib.conformance.plugins.MarkdownTexts.Markdown;

/**
 * Reads all Markdown with the plugin, and in turns with a Rust program that calls the crate itself, and prints the
 * medians and their ratio. The ratio is told, not asserted; that both have seen the same is asserted. A round of ours
 * includes what a host must do: it opens a region for each text, copies the text there, and closes it.
 *
 * <pre>mvn test -pl conformance-tests -am -Dtest=PulldownTimeTest -Drdylib.rounds=200 -Dsurefire.failIfNoSpecifiedTests=false</pre>
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PulldownTimeTest {

    private static final int NONE = 0;
    private static final int ALL = 0b111_1110;
    private static final int BLOCK = 5;

    private PulldownSides sides;
    private PulldownPlugin plugin;

    @BeforeAll
    void build(@TempDir Path folder) throws Exception {
        sides = PulldownSides.build(folder);
        plugin = sides.plugin();
        plugin.load(sides.library());
    }

    @AfterAll
    void close() {
        if (plugin != null) {
            plugin.close();
        }
    }

    @Test
    void the_time_is_told_as_a_ratio_to_that_of_rust(@TempDir Path folder) throws Exception {
        int rounds = Integer.getInteger("rdylib.rounds", 20);
        List<Markdown> texts = new ArrayList<>(MarkdownTexts.readmes(Integer.getInteger("rdylib.readmes", 20)));
        texts.add(MarkdownTexts.specification());
        texts.addAll(MarkdownTexts.commonMark());
        texts.addAll(MarkdownTexts.extensions(PulldownSides.crate()));
        for (int options : new int[] {NONE, ALL}) {
            report(texts, PulldownSides.corpus(folder.resolve("corpus"), texts), options, rounds);
        }
    }

    /**
     * How long a round took, in nanoseconds. That of the processor counts this thread alone, so what the JVM does beside
     * it (compiling, collecting garbage) shows in the other.
     */
    private record Time(long wall, long processor) {}

    private void report(List<Markdown> texts, Path corpus, int options, int rounds) {
        List<String> contents = texts.stream().map(Markdown::content).toList();
        List<Time> java = new ArrayList<>();
        List<Time> rust = new ArrayList<>();
        String counted = plugin.tally(contents, options);
        for (int round = -rounds; round < rounds; round += BLOCK) {
            for (int i = 0; i < BLOCK; i++) {
                java.add(time(() -> plugin.tally(contents, options)));
            }
            List<String> said = new ArrayList<>(sides.ask("time", corpus, List.of(options, BLOCK)));
            assertThat(said.removeLast()).isEqualTo(counted);
            for (String line : said) {
                String[] both = line.split(" ", -1);
                rust.add(new Time(Long.parseLong(both[0]), Long.parseLong(both[1])));
            }
            if (round < 0) {
                // So far only for the compiler to learn.
                java.clear();
                rust.clear();
            }
        }
        System.out.printf(
                "PulldownTimeTest: %d texts, options %d: %s%n"
                        + "PulldownTimeTest: medians of %d rounds, plugin / Rust: wall %s, processor %s%n",
                texts.size(),
                options,
                counted,
                java.size(),
                ratio(java, rust, Time::wall),
                ratio(java, rust, Time::processor));
    }

    private static Time time(Runnable round) {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long processor = threads.getCurrentThreadCpuTime();
        long wall = System.nanoTime();
        round.run();
        return new Time(System.nanoTime() - wall, threads.getCurrentThreadCpuTime() - processor);
    }

    private static String ratio(List<Time> java, List<Time> rust, ToLongFunction<Time> part) {
        double ours = median(java, part);
        double theirs = median(rust, part);
        return String.format("%.2f ms / %.2f ms = %.2f", ours / 1e6, theirs / 1e6, ours / theirs);
    }

    private static double median(List<Time> times, ToLongFunction<Time> part) {
        long[] sorted = times.stream().mapToLong(part).sorted().toArray();
        int half = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2.0;
    }
}
