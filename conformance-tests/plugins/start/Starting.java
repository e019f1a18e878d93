package org.rdylib.conformance.start;

import java.nio.file.Path;

/** Loads the library and calls it, which is all. */
final class Starting {

    private Starting() {}

    public static void main(String[] arguments) {
        Start library = Start.load(Path.of(arguments[0]));
        System.out.println(library.plain(40));
        System.out.println(library.checked(40));
    }
}
