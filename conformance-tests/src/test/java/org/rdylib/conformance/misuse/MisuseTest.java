package org.rdylib.conformance.misuse;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
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
        return tests(refusals, programs::run);
    }

    @TestFactory
    Stream<DynamicTest> soItDoesWithLibrariesInRustAndWhereAllIsCompiled() {
        List<String> names = programs.namesInRust();
        assertThat(names).hasSizeGreaterThan(40);
        return tests(
                refusals.stream()
                        .filter(refusal -> names.contains(refusal.program()))
                        .toList(),
                programs::runInRust);
    }

    /** What the JVM's last compiler makes of methods that it has seen run decides how much stack they take, and where. */
    @TestFactory
    Stream<DynamicTest> soItDoesWhereTheStackIsUsedUpByWhatIsCompiledForTheLongRun() {
        List<Refusal> ofStack = refusals.stream()
                .filter(refusal -> refusal.exception().equals(Optional.of("StackOverflowError")))
                .toList();
        assertThat(ofStack).hasSizeGreaterThan(15);
        return tests(ofStack, programs::runLong);
    }

    private Stream<DynamicTest> tests(List<Refusal> refusals, Function<String, Ending> run) {
        // All are begun before the first is waited for.
        return refusals.stream().map(refusal -> begin(refusal, run)).toList().stream();
    }

    private DynamicTest begin(Refusal refusal, Function<String, Ending> run) {
        Future<Ending> ended = pool.submit(() -> run.apply(refusal.program()));
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
    void thePageNamesAllExceptionsOfTheLoader() throws IOException {
        String loader = RdylibException.class.getPackageName();
        List<String> thrown = new ClassFileImporter()
                .importPackages(loader).stream()
                        .filter(c -> c.getPackageName().equals(loader))
                        .filter(c -> c.isAssignableTo(RdylibException.class))
                        .filter(c -> !c.getModifiers().contains(JavaModifier.ABSTRACT))
                        .map(JavaClass::getSimpleName)
                        .toList();
        assertThat(thrown).hasSizeGreaterThan(15);
        assertThat(Refusal.exceptions()).containsAll(thrown);
    }
}
