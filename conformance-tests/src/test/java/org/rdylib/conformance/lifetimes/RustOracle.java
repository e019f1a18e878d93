package org.rdylib.conformance.lifetimes;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.opentest4j.AssertionFailedError;
import org.rdylib.conformance.Tool;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Asks rustc about many pairs at once: a module for each, judged by the lines that its errors point at.
 *
 * <p>One error must not hide another: whatever was refused is left out and the rest is compiled again, until rustc has
 * nothing left to say. What rustc then accepts, it has accepted as a whole crate.
 */
public final class RustOracle {

    /** What Rust has not, as structs that vary in the same way. */
    static final String PRELUDE = """
        #![allow(warnings)]
        use std::marker::PhantomData;
        use std::os::raw::*;
        use std::sync::Arc;
        struct Code<'c, F>(PhantomData<&'c ()>, PhantomData<F>);
        struct Closure<'c, B, F>(PhantomData<&'c ()>, PhantomData<B>, PhantomData<F>);
        struct Object<'c, B, I>(PhantomData<&'c ()>, PhantomData<B>, PhantomData<I>);
        type Yes = for<'z> fn(&'z u8);
        type No = fn(&'static u8);
        struct Lent<'l, T>(PhantomData<&'l T>);
        impl<'l, T> Lent<'l, T> { fn lend(self) -> &'l T { loop {} } }
        struct Loose<'l, T: ?Sized>(PhantomData<&'l ()>, PhantomData<T>);
        struct LooseMut<'l, T: ?Sized>(PhantomData<&'l ()>, PhantomData<*mut T>);
        struct CText(u8);
        struct Same<'l>(PhantomData<fn(&'l ()) -> &'l ()>);
        struct Exactly<T>(T);
        fn for_ever<'l>() where 'l: 'static {}
        fn makes_sense<T>() {}
        """;

    /** How many pairs are one crate. */
    static final int BATCH = 400;

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Path directory;
    private final List<String> options;
    private final AtomicInteger batches = new AtomicInteger();

    private RustOracle(Path directory, List<String> options) {
        this.directory = directory;
        this.options = options;
    }

    /** The rustc to ask; where there is none, the test is skipped, and in CI it fails. */
    public static RustOracle in(Path directory) {
        return in(directory, List.of());
    }

    /** One that is asked with other options, too. */
    static RustOracle in(Path directory, List<String> options) {
        Tool.require("rustc");
        return new RustOracle(directory, options);
    }

    /** For each module, whether rustc accepts the pair that it stands for; fails where it crashes over one. */
    List<Boolean> accepts(List<List<RustPair.Line>> modules) {
        return judge(modules).stream()
                .map(answer -> switch (answer) {
                    case RustAnswer.Verdict verdict -> verdict.accepts();
                    case RustAnswer.Crash crash -> throw new AssertionFailedError(crash.report());
                })
                .toList();
    }

    /**
     * For each line, whether rustc accepts it beside some scenery and without the others.
     *
     * @param scenery lines that rustc accepts
     */
    public List<Boolean> accepts(List<String> scenery, List<String> lines) {
        return accepts(lines.stream()
                .map(line -> Stream.concat(
                                scenery.stream().map(RustPair.Line::support),
                                Stream.of(new RustPair.Line(RustPair.Role.FORWARDS, line)))
                        .toList())
                .toList());
    }

    /** What rustc says of the pair that each module stands for. May be called by several threads. */
    List<RustAnswer> judge(List<List<RustPair.Line>> modules) {
        return judge(modules, BATCH);
    }

    List<RustAnswer> judge(List<List<RustPair.Line>> modules, int batch) {
        List<RustAnswer> all = new ArrayList<>();
        for (int i = 0; i < modules.size(); i += batch) {
            String name = "batch" + batches.getAndIncrement();
            all.addAll(judge(name, modules.subList(i, Math.min(i + batch, modules.size()))));
        }
        return all;
    }

    /** Rustc came to no end: it has judged nothing of what it was asked. */
    private static final class CrashException extends Exception {
        private static final long serialVersionUID = 1;

        CrashException(String message) {
            super(message);
        }
    }

    /** Where rustc crashes it says nothing of any pair: those over which it does not crash are asked about without the other. */
    private List<RustAnswer> judge(String name, List<List<RustPair.Line>> modules) {
        try {
            return judgeAtOnce(name, modules);
        } catch (CrashException e) {
            if (modules.size() == 1) {
                return List.of(new RustAnswer.Crash(String.valueOf(e.getMessage())));
            }
            int half = modules.size() / 2;
            List<RustAnswer> all = new ArrayList<>(judge(name + "a", modules.subList(0, half)));
            all.addAll(judge(name + "b", modules.subList(half, modules.size())));
            return all;
        }
    }

    /** A judged line, by its module. */
    private record Judged(int module, RustPair.Role role) {}

    private List<RustAnswer> judgeAtOnce(String name, List<List<RustPair.Line>> modules) throws CrashException {
        List<String> texts = new ArrayList<>(PRELUDE.lines().toList());
        List<Judged> judged = new ArrayList<>();
        texts.forEach(_ -> judged.add(new Judged(-1, RustPair.Role.SUPPORT)));
        for (int m = 0; m < modules.size(); m++) {
            int module = m;
            texts.add("mod m" + m + " { use super::*;");
            judged.add(new Judged(m, RustPair.Role.SUPPORT));
            modules.get(m).forEach(line -> {
                texts.add(line.text());
                judged.add(new Judged(module, line.role()));
            });
            texts.add("}");
            judged.add(new Judged(m, RustPair.Role.SUPPORT));
        }
        Set<Integer> refused = new HashSet<>();
        Set<Integer> found = refusedLines(name, texts);
        while (!found.isEmpty()) {
            for (int line : found) {
                if (judged.get(line).role() == RustPair.Role.SUPPORT) {
                    throw new IllegalStateException("rustc refuses what is only scenery: " + texts.get(line));
                }
                texts.set(line, "");
            }
            refused.addAll(found);
            found = refusedLines(name, texts);
        }
        BitSet bad = new BitSet();
        for (int line = 0; line < judged.size(); line++) {
            boolean wanted = switch (judged.get(line).role()) {
                case SUPPORT -> true;
                case FORWARDS -> !refused.contains(line);
                case IMPOSSIBLE -> refused.contains(line);
            };
            if (!wanted) {
                bad.set(judged.get(line).module());
            }
        }
        return IntStream.range(0, modules.size())
                .<RustAnswer>mapToObj(m -> new RustAnswer.Verdict(!bad.get(m)))
                .toList();
    }

    /** The indices of the lines that rustc reports errors on. */
    private Set<Integer> refusedLines(String name, List<String> texts) throws CrashException {
        try {
            Files.write(directory.resolve(name + ".rs"), texts);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        List<String> command = new ArrayList<>(List.of(
                "rustc",
                "--edition=2021",
                "--crate-type=lib",
                "--crate-name=" + name,
                "--emit=metadata",
                "--error-format=json"));
        command.addAll(options);
        command.add(name + ".rs");
        Tool.Run run = Tool.attempt(directory, command.toArray(String[]::new));
        if (!run.isJudgement()) {
            // it may have refused a line before: that judges the line only if it comes to an end
            throw new CrashException("rustc ended with %d over%n%s%n%s"
                    .formatted(
                            run.exit(),
                            String.join("\n", texts),
                            run.text()
                                    .lines()
                                    .filter(l -> !l.startsWith("{") && !l.isBlank())
                                    .limit(3)
                                    .collect(Collectors.joining("\n"))));
        }
        Set<Integer> lines = new HashSet<>();
        run.text().lines().filter(l -> l.startsWith("{")).map(JSON::readTree).forEach(message -> {
            if (message.path("level").asString("").startsWith("error")) {
                lines.addAll(primaryLines(message));
            }
        });
        if (lines.isEmpty() != (run.exit() == 0)) {
            throw new IllegalStateException("rustc ended with " + run.exit() + ":\n" + run.text());
        }
        return lines;
    }

    private static List<Integer> primaryLines(JsonNode message) {
        List<Integer> lines = new ArrayList<>();
        message.path("spans").forEach(span -> {
            if (span.path("is_primary").asBoolean(false)) {
                lines.add(span.path("line_start").asInt() - 1);
            }
        });
        if (lines.isEmpty() && !message.path("message").asString("").startsWith("aborting due to")) {
            throw new IllegalStateException("rustc: " + message);
        }
        return lines;
    }
}
