package org.rdylib.conformance.misuse;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.rdylib.conformance.misuse.MisusePrograms.Ending;
import org.rdylib.loader.RdylibException;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MisuseTest {

    private final ExecutorService pool = Executors.newFixedThreadPool(2);

    private MisusePrograms programs;
    private List<Refusal> refusals;

    @BeforeAll
    void build(@TempDir Path folder) throws Exception {
        refusals = Refusal.ofPage();
        programs = MisusePrograms.build(folder);
    }

    @AfterAll
    void end() {
        pool.shutdownNow();
    }

    @TestFactory
    Stream<DynamicTest> eachMisuseEndsInTheExceptionThatIsDocumented() {
        // All are begun before the first is waited for.
        return refusals.stream().map(this::begin).toList().stream();
    }

    private DynamicTest begin(Refusal refusal) {
        Future<Ending> ended = pool.submit(() -> programs.run(refusal.program()));
        return DynamicTest.dynamicTest(refusal.program(), () -> {
            Ending ending = ended.get();
            assertThat(ending.output()).as("what it got to do").isEmpty();
            assertThat(ending.errors()).containsPattern(refusal.printed());
            assertThat(ending.exit()).as(ending.errors()).isEqualTo(1);
        });
    }

    @Test
    void thePageNamesAllProgramsAndNoOthers() {
        assertThat(refusals)
                .extracting(Refusal::program)
                .doesNotHaveDuplicates()
                .hasSizeGreaterThanOrEqualTo(80)
                .containsExactlyInAnyOrderElementsOf(programs.names());
    }

    @Test
    void thePageNamesAllExceptionsOfTheLoader() throws Exception {
        Path classes = Path.of(RdylibException.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        HashSet<String> missing = new HashSet<>();
        try (Stream<Path> files = Files.list(classes.resolve("org/rdylib/loader"))) {
            for (String file : files.map(f -> f.getFileName().toString()).toList()) {
                String name = file.replace(".class", "");
                if (file.endsWith(".class") && isThrown(Class.forName("org.rdylib.loader." + name))) {
                    missing.add(name);
                }
            }
        }
        assertThat(missing)
                .hasSizeGreaterThan(15)
                .allSatisfy(name -> assertThat(Refusal.exceptions()).contains(name));
    }

    private static boolean isThrown(Class<?> type) {
        return RdylibException.class.isAssignableFrom(type) && !Modifier.isAbstract(type.getModifiers());
    }
}
