package org.rdylib.cli;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.rdylib.codegen.Generated;
import org.rdylib.codegen.SourceFile;
import org.rdylib.codegen.c.CGenerator;
import org.rdylib.codegen.java.JavaGenerator;
import org.rdylib.codegen.java.JavaOptions;
import org.rdylib.codegen.rust.RustGenerator;
import org.rdylib.codegen.rust.RustOptions;
import org.rdylib.spec.check.CheckedDescriptor;
import org.rdylib.spec.layout.Target;

/** {@code rdylib generate}: the sources of one side of a boundary. */
final class GenerateCommand {

    /** The languages that sources are generated in. */
    enum Language {
        java,
        c,
        rust
    }

    private final Console console;

    GenerateCommand(Console console) {
        this.console = console;
    }

    int run(
            Path file,
            Language language,
            Optional<String> packageName,
            Optional<String> module,
            Target target,
            Path directory,
            Format format) {
        if (language == Language.java && !target.hasJavaLinker()) {
            throw new CommandException(
                    "Java cannot call libraries of " + target.triple() + ": no JDK runs there; it can on "
                            + Target.names(Arrays.stream(Target.values())
                                    .filter(Target::hasJavaLinker)
                                    .toList()));
        }
        CheckedDescriptor checked = BoundaryFile.read(file, Optional.empty(), target);
        Generated generated = switch (language) {
            case java -> JavaGenerator.generate(checked, javaOptions(packageName));
            case c -> CGenerator.generate(checked);
            case rust -> RustGenerator.generate(checked, rustOptions(module));
        };
        if (!generated.isComplete()) {
            throw new CommandException(generated.diagnostics());
        }
        List<Path> written = new ArrayList<>();
        for (SourceFile source : generated.files()) {
            Path path = directory.resolve(source.path());
            write(path, source.text());
            written.add(path);
        }
        switch (format) {
            case text -> written.forEach(console.out()::println);
            case json -> console.out().println(json(written));
        }
        return ExitCode.HOLDS;
    }

    private static String json(List<Path> written) {
        return Json.write(json -> {
            json.writeStartObject();
            json.writeArrayPropertyStart("files");
            written.forEach(path -> json.writeString(path.toString()));
            json.writeEndArray();
            json.writeEndObject();
        });
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

    private static RustOptions rustOptions(Optional<String> module) {
        try {
            return module.map(RustOptions::new).orElse(RustOptions.DEFAULT);
        } catch (IllegalArgumentException e) {
            throw new CommandException("--module " + module.orElseThrow() + ": " + e.getMessage());
        }
    }

    private static void write(Path path, String text) {
        try {
            Files.createDirectories(path.toAbsolutePath().getParent());
            Files.writeString(path, text);
        } catch (FileAlreadyExistsException e) {
            throw new CommandException("cannot write " + path + ": " + e.getFile() + " is no folder");
        } catch (NoSuchFileException e) {
            throw new CommandException("cannot write " + path + ": no folder " + e.getFile() + " can be made there");
        } catch (AccessDeniedException e) {
            throw new CommandException("cannot write " + path + ": " + e.getFile() + " may not be written");
        } catch (IOException e) {
            throw new CommandException("cannot write " + path + ": " + e.getMessage());
        }
    }
}
