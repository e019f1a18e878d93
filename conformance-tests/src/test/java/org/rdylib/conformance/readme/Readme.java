package org.rdylib.conformance.readme;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A README's blocks of code. A comment before a block says what it is: {@code <!-- file: PATH -->} a file of the
 * repository, {@code <!-- output: demo -->} what the demo prints, {@code <!-- session -->} commands and their answers,
 * {@code <!-- build: tour -->} commands, {@code <!-- declarations -->} what the descriptors of tables begin with.
 *
 * @param kind the word before the colon
 * @param argument what follows the colon; empty where there is none
 * @param text between the fences, with a line feed at the end of each line
 */
record Readme(String kind, String argument, String text) {

    /** The root of the repository. */
    static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    private static final Pattern BLOCK = Pattern.compile(
            "<!-- (file|output|session|build|declarations)(?:: (\\S+))? -->\\R```\\w+\\R(.*?)^```$",
            Pattern.DOTALL | Pattern.MULTILINE);

    /** Every block of that kind in the root's, in order. */
    static List<Readme> blocks(String kind) throws IOException {
        return blocks("README.md", kind);
    }

    /** Every block of that kind in that page, in order. */
    static List<Readme> blocks(String page, String kind) throws IOException {
        List<Readme> blocks = new ArrayList<>();
        Matcher matcher = BLOCK.matcher(Files.readString(ROOT.resolve(page)));
        while (matcher.find()) {
            if (matcher.group(1).equals(kind)) {
                String argument = matcher.group(2) == null ? "" : matcher.group(2);
                blocks.add(new Readme(kind, argument, matcher.group(3)));
            }
        }
        return blocks;
    }
}
