package org.rdylib.conformance.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rdylib.conformance.Tool;
import org.rdylib.spec.Diagnostic;
import org.rdylib.spec.syntax.Node.Scalar;
import org.rdylib.spec.syntax.TypeParser;

/**
 * What the parser reads as a type, rustc reads as one too: a type that is pasted from a descriptor into Rust is Rust. (The
 * other way round the language is smaller than Rust, on purpose: no type parameters, no paths, no {@code impl}.) The one
 * exception, {@code (fn(A) -> R) + 'a}, is the language's own. {@code -Drdylib.seed} and {@code
 * -Drdylib.syntax.types} choose others, and more of them.
 */
class TypeSyntaxTest {

    private static final long SEED = Long.getLong("rdylib.seed", System.nanoTime());
    private static final int COUNT = Integer.getInteger("rdylib.syntax.types", 2_000);

    private static final Pattern ERROR = Pattern.compile("types\\.rs:(\\d+):\\d+: error.*");

    /** Of the types that both read, some have mistakes typed into them that leave a type. */
    @Test
    void whatTheParserReadsRustcReads(@TempDir Path folder) throws IOException {
        Tool.require("rustc");
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(SEED);
        RandomTexts texts = new RandomTexts(random);
        List<String> accepted = new ArrayList<>();
        Set<String> refused = new LinkedHashSet<>();
        while (accepted.size() < COUNT) {
            String text = texts.next();
            if (text.matches(".*\\(.*fn.*\\) *\\+.*")) {
                continue;
            }
            List<Diagnostic> errors = new ArrayList<>();
            if (TypeParser.type(Scalar.of("random", text), errors::add).isPresent()) {
                accepted.add(text);
            } else {
                refused.add(text);
            }
        }
        assertThat(rejectedByRustc(folder, accepted)).as("seed %d", SEED).isEmpty();

        // A parser that accepts everything would have been caught above only if mistakes are mistakes to rustc.
        List<String> some =
                refused.stream().filter(TypeSyntaxTest::isBalanced).limit(400).toList();
        int wrong = rejectedByRustc(folder, some).size();
        System.out.printf(
                "types: seed %d, %d read by both, of %d refused rustc refuses %d%n",
                SEED, accepted.size(), some.size(), wrong);
        assertThat(wrong).as("seed %d", SEED).isGreaterThan(some.size() / 2);
    }

    /** A bracket or quotation mark too many ends rustc's reading of the whole file, and with it of all the other types. */
    private static boolean isBalanced(String text) {
        if (text.chars().filter(c -> c == '"').count() % 2 != 0) {
            return false;
        }
        String rest = text.replaceAll("[^\\[\\](){}]", "");
        for (String before = ""; !rest.equals(before); ) {
            before = rest;
            rest = rest.replace("()", "").replace("[]", "");
        }
        return rest.isEmpty();
    }

    /** Each in a declaration that is configured away, so that it is parsed and nothing else. */
    private static List<String> rejectedByRustc(Path folder, List<String> types) throws IOException {
        List<String> lines = new ArrayList<>(
                types.stream().map(t -> "#[cfg(any())] type T<'a> = " + t + ";").toList());
        List<String> rejected = new ArrayList<>();
        // A mistake can make the parser skip what follows: what is named is taken out, and the rest tried again.
        while (true) {
            Files.write(folder.resolve("types.rs"), lines);
            Set<Integer> bad = new TreeSet<>();
            for (String line : Tool.judge(
                            folder,
                            "rustc",
                            "--edition",
                            "2021",
                            "--crate-type",
                            "lib",
                            "--emit",
                            "metadata",
                            "--error-format",
                            "short",
                            "-A",
                            "warnings",
                            "types.rs")
                    .output()) {
                Matcher m = ERROR.matcher(line);
                if (m.lookingAt()) {
                    bad.add(Integer.parseInt(m.group(1)) - 1);
                }
            }
            if (bad.isEmpty()) {
                return rejected;
            }
            bad.forEach(named -> {
                int i = culprit(lines, named);
                rejected.add(lines.get(i));
                lines.set(i, "");
            });
        }
    }

    /** What ends too late is named where the next declaration begins, which may have been taken out already. */
    private static int culprit(List<String> lines, int named) {
        int i = Math.min(named, lines.size() - 1);
        while (lines.get(i).isEmpty()) {
            if (i == 0) {
                throw new AssertionError("seed " + SEED + ": rustc refuses what is not there, line " + (named + 1));
            }
            i--;
        }
        return i;
    }
}
