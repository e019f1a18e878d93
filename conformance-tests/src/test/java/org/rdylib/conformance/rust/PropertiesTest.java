package org.rdylib.conformance.rust;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rdylib.conformance.Tool;

/**
 * The types that stand for Rust's own pointers in memory have their variance, their auto traits and their drop check:
 * rustc gives the same verdict on the same code with either.
 */
class PropertiesTest {

    private static final Path SOURCES = Rust.SOURCES.resolve("runtime");

    private static final Pattern PIECE =
            Pattern.compile("(?ms)^//~ ([^\\n]*?): ([^\\n]*?)(?:; otherwise: ([^\\n]*))?\\n(.*?)(?=^//~|\\z)");

    private static final Pattern ERROR = Pattern.compile("(?m)^pieces\\.rs:(\\d+):\\d+: (error.*)$");

    @TempDir
    static Path folder;

    /**
     * Code, and what is to become of it.
     *
     * @param wire {@code accepted}, or what rustc says to it, with the types of the boundary
     * @param std the same with those of the standard library
     */
    private record Piece(String name, String wire, String std, String code) {}

    @BeforeAll
    static void compileTheRuntime() throws IOException {
        Rust.runtime(folder.resolve("rt.rs"));
        Files.writeString(folder.resolve("runtime.rs"), "pub mod rt;\n");
        assertThat(compile("runtime.rs").text()).isEmpty();
    }

    @Test
    void ofTheBoundarysTypes() throws IOException {
        for (Map.Entry<Piece, String> verdict : verdicts("wire.rs").entrySet()) {
            assertThat(verdict.getValue())
                    .as(verdict.getKey().name())
                    .contains(verdict.getKey().wire());
        }
    }

    @Test
    void ofTheTypesThatTheyStandFor() throws IOException {
        for (Map.Entry<Piece, String> verdict : verdicts("native.rs").entrySet()) {
            assertThat(verdict.getValue())
                    .as(verdict.getKey().name())
                    .contains(verdict.getKey().std());
        }
    }

    private static List<Piece> pieces() throws IOException {
        List<Piece> pieces = PIECE.matcher(Files.readString(SOURCES.resolve("properties.rs")))
                .results()
                .map(PropertiesTest::piece)
                .toList();
        assertThat(pieces).hasSizeGreaterThan(40);
        return pieces;
    }

    private static Piece piece(MatchResult m) {
        return new Piece(m.group(2), m.group(1), m.group(3) == null ? m.group(1) : m.group(3), m.group(4));
    }

    /** For each piece {@code accepted}, or the first line of the first error in it. All are compiled as one file. */
    private static Map<Piece, String> verdicts(String types) throws IOException {
        StringBuilder text = new StringBuilder("mod types { " + Files.readString(SOURCES.resolve(types)) + " }\n");
        TreeMap<Long, Piece> starts = new TreeMap<>();
        for (Piece piece : pieces()) {
            starts.put(text.chars().filter(c -> c == '\n').count() + 1, piece);
            text.append("mod m%d { use crate::types::*;\n%s}\n".formatted(starts.size(), piece.code()));
        }
        Files.writeString(folder.resolve("pieces.rs"), text);
        Tool.Run run = compile("--error-format=short", "--extern", "runtime=libruntime.rmeta", "pieces.rs");
        Map<Piece, String> verdicts = new LinkedHashMap<>();
        starts.values().forEach(piece -> verdicts.put(piece, "accepted"));
        ERROR.matcher(run.text()).results().forEach(m -> {
            Map.Entry<Long, Piece> at = starts.floorEntry(Long.parseLong(m.group(1)));
            assertThat(at).as(m.group()).isNotNull();
            verdicts.replace(at.getValue(), "accepted", m.group(2));
        });
        return verdicts;
    }

    private static Tool.Run compile(String... arguments) {
        List<String> all = new ArrayList<>(List.of("--edition", "2021", "--crate-type", "rlib", "--emit", "metadata"));
        all.addAll(List.of(arguments));
        return Rust.rustc(folder, all.toArray(String[]::new));
    }
}
