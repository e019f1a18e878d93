package org.rdylib.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.rdylib.codegen.Generated;
import org.rdylib.codegen.SourceFile;
import org.rdylib.codegen.c.CGenerator;
import org.rdylib.codegen.java.JavaGenerator;
import org.rdylib.codegen.java.JavaOptions;
import org.rdylib.spec.check.CheckedDescriptor;
import org.rdylib.spec.layout.Target;

/** {@code rdylib generate}: the sources of one side of a boundary. */
final class GenerateCommand {

    /** The languages that sources are generated in. */
    enum Language {
        java,
        c
    }

    private final Console console;

    GenerateCommand(Console console) {
        this.console = console;
    }

    int run(Path file, Language language, Optional<String> packageName, Path directory) {
        CheckedDescriptor checked = BoundaryFile.read(file, Optional.empty(), Target.X86_64_LINUX_GNU);
        Generated generated = switch (language) {
            case java -> JavaGenerator.generate(checked, javaOptions(packageName));
            case c -> CGenerator.generate(checked, Target.X86_64_LINUX_GNU);
        };
        if (!generated.isComplete()) {
            throw new CommandException(DiagnosticReport.text(generated.diagnostics()));
        }
        for (SourceFile source : generated.files()) {
            Path path = directory.resolve(source.path());
            write(path, source.text());
            console.out().println(path);
        }
        return ExitCode.HOLDS;
    }

    private static JavaOptions javaOptions(Optional<String> packageName) {
        String name = packageName.orElseThrow(
                () -> new CommandException("Java needs a package for its sources; add --package NAME"));
        try {
            return new JavaOptions(name);
        } catch (IllegalArgumentException e) {
            throw new CommandException("--package " + name + ": " + e.getMessage());
        }
    }

    private static void write(Path path, String text) {
        try {
            Files.createDirectories(path.toAbsolutePath().getParent());
            Files.writeString(path, text);
        } catch (IOException e) {
            throw new CommandException("cannot write " + path + ": " + e.getMessage());
        }
    }
}
