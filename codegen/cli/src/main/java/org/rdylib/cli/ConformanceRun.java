package org.rdylib.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.rdylib.spec.Diagnostic;
import org.rdylib.spec.Severity;
import org.rdylib.spec.check.Checked;
import org.rdylib.spec.check.Descriptors;
import org.rdylib.spec.layout.Target;
import org.rdylib.spec.syntax.YamlTree;
import org.rdylib.verifier.Finding;
import org.rdylib.verifier.Host;
import org.rdylib.verifier.Plugin;
import org.rdylib.verifier.Verdict;
import org.rdylib.verifier.Verifier;

/**
 * Conformance cases, run.
 *
 * @param passed how many were judged as they expect
 * @param failures the others, by file
 */
record ConformanceRun(int passed, List<Failure> failures) {

    /**
     * A case that was not judged as it expects, or that is no case.
     *
     * @param sentence what the case shows; empty where it is malformed
     * @param expected the verdict and codes that it expects, or {@code a case}
     * @param found the verdict and codes that there were, or {@code malformed}
     * @param details what was found, a line each, with its place
     */
    record Failure(Path file, String sentence, String expected, String found, List<String> details) {
        Failure {
            details = List.copyOf(details);
        }
    }

    ConformanceRun {
        failures = List.copyOf(failures);
    }

    /** Whether there was no case at all. */
    boolean isEmpty() {
        return passed == 0 && failures.isEmpty();
    }

    /**
     * Runs each case below the folders, and each file that is named itself.
     *
     * @throws IOException if a folder cannot be read
     */
    static ConformanceRun of(List<Path> folders) throws IOException {
        int passed = 0;
        List<Failure> failures = new ArrayList<>();
        for (Path file : cases(folders)) {
            Optional<Failure> failure = run(file);
            failure.ifPresent(failures::add);
            passed += failure.isEmpty() ? 1 : 0;
        }
        return new ConformanceRun(passed, failures);
    }

    private static Set<Path> cases(List<Path> folders) throws IOException {
        Set<Path> files = new TreeSet<>();
        for (Path folder : folders) {
            try (Stream<Path> below = Files.walk(folder)) {
                below.filter(f -> f.getFileName().toString().endsWith(".case.yaml") && !Files.isDirectory(f))
                        .forEach(files::add);
            } catch (UncheckedIOException e) {
                throw e.getCause(); // of a folder further down
            }
        }
        return files;
    }

    private static Optional<Failure> run(Path file) {
        List<Diagnostic> problems = new ArrayList<>();
        Optional<ConformanceCase> read = ConformanceCase.read(YamlTree.read(file), problems);
        if (read.isEmpty()) {
            return Optional.of(new Failure(file, "", "a case", "malformed", lines(problems)));
        }
        ConformanceCase test = read.get();
        Found found = judge(test, file);
        boolean asExpected = found.verdict() == test.expect() && found.codes().containsAll(test.codes());
        return asExpected
                ? Optional.empty()
                : Optional.of(new Failure(
                        file,
                        test.sentence(),
                        spelling(test.expect()) + codes(test.codes()),
                        spelling(found.verdict()) + codes(found.codes()),
                        found.details()));
    }

    /** @param verdict empty where this version cannot judge it */
    private record Found(ConformanceVerdict verdict, Set<String> codes, List<String> details) {}

    private static Found judge(ConformanceCase test, Path file) {
        Checked host = Descriptors.read(test.host(), file);
        Checked plugin = Descriptors.read(test.plugin(), file);
        if (host.descriptor().isEmpty() || plugin.descriptor().isEmpty()) {
            List<Diagnostic> errors = Stream.of(host, plugin)
                    .flatMap(c -> c.diagnostics().stream())
                    .filter(d -> d.severity() == Severity.ERROR)
                    .toList();
            Set<String> codes = new TreeSet<>();
            errors.forEach(d -> codes.add(d.code().id()));
            return new Found(ConformanceVerdict.INVALID, codes, lines(errors));
        }
        Verdict verdict = Verifier.verify(
                new Host<>(host.descriptor().get()),
                new Plugin<>(plugin.descriptor().get()),
                test.unload(),
                Target.X86_64_LINUX_GNU);
        Set<String> codes = new TreeSet<>();
        verdict.findings().forEach(f -> codes.add(f.code().id()));
        return new Found(
                verdict.isCompatible() ? ConformanceVerdict.COMPATIBLE : ConformanceVerdict.INCOMPATIBLE,
                codes,
                verdict.findings().stream().map(ConformanceRun::line).toList());
    }

    private static List<String> lines(List<Diagnostic> diagnostics) {
        return diagnostics.stream()
                .map(d -> d.place() + ": " + d.message() + " [" + d.code().id() + "]")
                .toList();
    }

    private static String line(Finding f) {
        return f.host().value() + ", " + f.plugin().value() + ": " + f.message() + " ["
                + f.code().id() + "]";
    }

    private static String spelling(ConformanceVerdict verdict) {
        return verdict.name().toLowerCase(Locale.ROOT);
    }

    private static String codes(Iterable<String> codes) {
        String all = String.join(", ", codes);
        return all.isEmpty() ? "" : " (" + all + ")";
    }
}
