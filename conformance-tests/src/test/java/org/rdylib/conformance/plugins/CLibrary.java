package org.rdylib.conformance.plugins;

import java.nio.file.Path;
import java.util.List;

/** What a test knows a host of a C library by. */
public interface CLibrary {

    /**
     * Does something with the library.
     *
     * @param what which of the things that the host can do
     * @param folder for files of its own
     * @return what came of it
     */
    List<String> run(String what, Path library, Path folder) throws Exception;
}
