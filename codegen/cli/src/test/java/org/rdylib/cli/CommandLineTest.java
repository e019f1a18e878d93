package org.rdylib.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** Commands as they are typed, on files in a folder of their own. */
abstract class CommandLineTest {

    static final String SAMPLE = """
        abi: 1
        library: sample
        version: 1.0.0
        types:
          Span: {struct: {start: u8, end: u32}}
          Shape:
            enum:
              Empty:
              Box: {at: Span, solid: bool}
        exports:
          name: "fn() -> &'static str"
        """;

    final StringWriter out = new StringWriter();
    final StringWriter err = new StringWriter();

    @TempDir
    Path folder;

    String file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text).toString();
    }

    int run(String... arguments) {
        return Main.run(new PrintWriter(out, true), new PrintWriter(err, true), arguments);
    }
}
