package org.rdylib.loader.sample;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.rdylib.loader.testing.CLibrary;

/** The library behind the stub, compiled once; each load is of a copy, which is a library of its own. */
public final class SampleLibrary {

    private static final Path FOLDER = temporaryFolder();
    private static final Path COMPILED = source().build("libsample.so");

    private static int copies;

    private SampleLibrary() {}

    private static Path temporaryFolder() {
        try {
            Path folder = Files.createTempDirectory("rdylib-sample");
            folder.toFile().deleteOnExit();
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static CLibrary source() {
        return CLibrary.in(FOLDER)
                .resource("sample.c")
                .note(SampleDescriptor.FORM.binding(), SampleDescriptor.FORM.annotations());
    }

    /** The library compiled anew, with a flag more. */
    static synchronized Path with(String flag) {
        Path library = source().flag(flag).build("libsample-with-" + ++copies + ".so");
        library.toFile().deleteOnExit();
        return library;
    }

    /** A copy of the library that nobody has loaded. */
    public static synchronized Path copy() {
        try {
            Path copy = Files.copy(COMPILED, FOLDER.resolve("libsample-" + ++copies + ".so"));
            copy.toFile().deleteOnExit();
            return copy;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
