package org.rdylib.conformance.regions;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.rdylib.conformance.lifetimes.RustOracle;
import org.rdylib.conformance.plugins.NativeBuild;
import org.rdylib.loader.RdylibException;

/** {@code -Drdylib.seed} and {@code -Drdylib.programs} choose other programs, and more. */
class RegionsTest {

    private static final long SEED = Long.getLong("rdylib.seed", System.nanoTime());
    private static final int PROGRAMS = Integer.getInteger("rdylib.programs", 1000);
    private static final int AT_ONCE = 200;

    // What is loaded stays loaded.
    @TempDir(cleanup = CleanupMode.NEVER)
    Path folder;

    private int accepted;
    private int run;
    private final Map<Stricter, Integer> needless = new EnumMap<>(Stricter.class);

    @Test
    void whatRustcRefusesJavaRefuses() throws Exception {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(SEED);
        for (int done = 0; done < PROGRAMS; done += AT_ONCE) {
            compare(RandomLibrary.draw(random), random, Files.createDirectory(folder.resolve("b" + done)));
        }
        System.out.printf(
                "programs with regions: seed %d, %d drawn, rustc accepts %d, Java %d; needless refusals: %s%n",
                SEED, PROGRAMS, accepted, run, needless);
        assertThat(run).as("seed %d", SEED).isGreaterThan(PROGRAMS / 20);
    }

    private void compare(RandomLibrary library, RandomGenerator random, Path place) throws Exception {
        JavaRun java = load(library, place);
        RustText rust = new RustText(java::passing);
        List<List<Step>> programs = new ArrayList<>();
        for (int i = 0; i < AT_ONCE; i++) {
            programs.add(RandomPrograms.draw(library, random, java));
        }
        List<Boolean> accepts = RustOracle.in(place)
                .accepts(library.rust(), programs.stream().map(rust::of).toList());
        for (int i = 0; i < programs.size(); i++) {
            judge(programs.get(i), accepts.get(i), java.refusal(programs.get(i)), rust.of(programs.get(i)), library);
        }
    }

    private void judge(
            List<Step> program,
            boolean isAccepted,
            Optional<RdylibException> refusal,
            String rust,
            RandomLibrary library) {
        accepted += isAccepted ? 1 : 0;
        run += refusal.isEmpty() ? 1 : 0;
        String what = "seed %d%n%s%n%s".formatted(SEED, library.yaml(), rust);
        if (!isAccepted) {
            assertThat(refusal).as("what rustc refuses: %s", what).isPresent();
        } else if (refusal.isPresent()) {
            Optional<Stricter> reason = Stricter.reason(refusal.get(), program);
            assertThat(reason)
                    .as("what rustc accepts, and Java refuses, %s: %s", refusal.get(), what)
                    .isPresent();
            needless.merge(reason.get(), 1, Integer::sum);
        }
    }

    private static JavaRun load(RandomLibrary library, Path place) throws Exception {
        Path descriptor = Files.writeString(place.resolve("sample.yaml"), library.yaml());
        Path header = NativeBuild.generateC(descriptor, place).getFirst();
        Path source = Files.writeString(place.resolve("plugin.c"), Plugin.source(library, Files.readString(header)));
        Path plugin = NativeBuild.plugin(place, descriptor, List.of(source), "-Wno-unused-parameter");
        Path classes = NativeBuild.classes(place, Map.of(RandomLibrary.PACKAGE, descriptor), List.of());
        // The loader stays open: classes are loaded as they are needed.
        @SuppressWarnings("resource")
        URLClassLoader stubs =
                new URLClassLoader(new URL[] {classes.toUri().toURL()}, RegionsTest.class.getClassLoader());
        return JavaRun.of(stubs, plugin);
    }
}
