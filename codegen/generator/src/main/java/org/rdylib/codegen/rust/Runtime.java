package org.rdylib.codegen.rust;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The Rust that every generated module stands on. */
final class Runtime {

    private static final List<String> PARTS = List.of(
            "head",
            "failures",
            "values",
            "text",
            "tagged",
            "owned",
            "strings",
            "tables",
            "objects",
            "lent",
            "closures",
            "note");

    private Runtime() {}

    /** The content of the module {@code rt}. */
    static List<String> lines() {
        List<String> lines = new ArrayList<>();
        for (String part : PARTS) {
            lines.addAll(read("rt/" + part + ".rs").lines().toList());
            lines.add("");
        }
        lines.removeLast();
        return lines;
    }

    private static String read(String name) {
        try (InputStream in = Runtime.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException(name + " is missing");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
