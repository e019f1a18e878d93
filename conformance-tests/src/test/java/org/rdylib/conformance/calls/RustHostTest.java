package org.rdylib.conformance.calls;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rdylib.codegen.SourceFile;
import org.rdylib.codegen.c.CGenerator;
import org.rdylib.conformance.Tool;
import org.rdylib.conformance.plugins.NativeBuild;
import org.rdylib.spec.Export;

/**
 * A host in C and a plugin in Rust agree on where values are, and the plugin refuses what no value of a type allows: in
 * every place of every argument, and of every result of a callback or import. {@code -Drdylib.seed} and {@code
 * -Drdylib.signatures} choose other boundaries, and more of them.
 */
class RustHostTest {

    private static final long SEED = Long.getLong("rdylib.seed", System.nanoTime());
    private static final int SIGNATURES = Integer.getInteger("rdylib.signatures", 60);
    private static final int AT_ONCE = 60;
    private static final int OF_EACH = 20;

    @TempDir
    Path folder;

    /** A call that the host is to make. */
    private record Call(Export export, List<Spoiling> spoilings) {

        String line() {
            return export.name()
                    + spoilings.stream().map(s -> "\t" + s.what()).findFirst().orElse("") + "\n";
        }
    }

    @Test
    void valuesAreInTheirPlacesAndWhatIsNoneIsRefused() throws Exception {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(SEED);
        Map<String, Integer> counts = new TreeMap<>();
        List<String> missed = new ArrayList<>();
        for (int done = 0; done < SIGNATURES; done += AT_ONCE) {
            String text = new RandomBoundary(random, 20, Math.min(AT_ONCE, SIGNATURES - done)).ofHost();
            Data data = new Data(Trial.read(text), Trial.read(text), true);
            List<Call> calls = calls(data);
            List<String> lines = run(data, Files.createDirectories(folder.resolve("b" + done)), calls);
            compare(calls, lines, counts, missed);
        }
        System.out.printf("hosts in C of plugins in Rust: seed %d, %s%n", SEED, counts);
        assertThat(missed).as("seed %d", SEED).isEmpty();
        assertThat(counts).hasSize(8);
    }

    /** Every export once as it should be, and then with misbehaviour. */
    private static List<Call> calls(Data data) {
        List<Call> calls = new ArrayList<>();
        CHost.called(data).forEach(e -> calls.add(new Call(e, List.of())));
        for (Export export : CHost.called(data)) {
            List<Spoiling> spoilings = new ArrayList<>(Spoiling.ofHost(data, export));
            Collections.shuffle(spoilings, new Random(SEED));
            spoilings
                    .subList(0, Math.min(OF_EACH, spoilings.size()))
                    .forEach(s -> calls.add(new Call(export, List.of(s))));
        }
        return calls;
    }

    private static List<String> run(Data data, Path folder, List<Call> calls) throws IOException {
        Path plugin = Side.RUST.plugin(data.otherSide(), folder, t -> t);
        for (SourceFile file : CGenerator.generate(data.descriptor()).files()) {
            Files.writeString(folder.resolve(file.path()), file.text());
        }
        Files.writeString(folder.resolve("host.c"), CHost.write(data, Files.readString(folder.resolve("calls.h"))));
        Tool.run(
                folder,
                "cc",
                "-std=gnu11",
                "-w",
                "-I" + NativeBuild.PLUGINS.resolve("calls").toAbsolutePath(),
                "-o",
                "host",
                "host.c",
                plugin.toAbsolutePath().toString());
        StringBuilder input = new StringBuilder();
        calls.forEach(c -> input.append(c.line()));
        Files.writeString(folder.resolve("calls.txt"), input, StandardCharsets.UTF_8);
        Tool.Run run = Tool.attempt(folder, "sh", "-c", "./host < calls.txt 2> errors.txt");
        assertThat(run.exit()).as("seed %d, %s", SEED, folder).isZero();
        return run.output();
    }

    private static void compare(
            List<Call> calls, List<String> lines, Map<String, Integer> counts, List<String> missed) {
        int at = -1;
        for (String line : lines) {
            String[] parts = line.split("\t", -1);
            if (parts[0].equals("!")) {
                // Who frees what in Rust is asked elsewhere: it moves elements out, one by one.
                if (calls.get(at).spoilings().isEmpty() && !line.contains("freed")) {
                    missed.add(line);
                }
                continue;
            }
            Call call = calls.get(++at);
            assertThat(parts[0]).isEqualTo(call.export().name());
            counts.merge(
                    call.spoilings().isEmpty() ? "right" : kind(call.spoilings().getFirst()), 1, Integer::sum);
            if (call.spoilings().isEmpty()) {
                if (!parts[2].isEmpty()) {
                    missed.add(line);
                }
            } else if (parts[1].equals("0")
                    || !parts[2].contains(refusal(call.spoilings().getFirst()))) {
                missed.add(call.spoilings().getFirst() + ": " + line);
            }
        }
        assertThat(at).isEqualTo(calls.size() - 1);
    }

    private static String kind(Spoiling spoiling) {
        return spoiling.message().replaceAll(" of (?!Option|Result).*", "");
    }

    /** How Rust says it. */
    private static String refusal(Spoiling spoiling) {
        return switch (kind(spoiling)) {
            case "2 is no bool" -> "a bool that is 2";
            case "0xd800 is no char" -> "a char that is 0xd800";
            case "null" -> "a null pointer for ";
            case "UTF-8" -> "not UTF-8";
            default -> spoiling.message().replaceAll("99 is (no variant of \\w+)", "$1 is 99");
        };
    }
}
