package org.rdylib.conformance.plugins;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Texts that somebody else wrote, in Markdown. */
final class MarkdownTexts {

    private static final Pattern EXAMPLE =
            Pattern.compile("^`{32} example\\n(.*?)^\\.\\n.*?^`{32}$", Pattern.MULTILINE | Pattern.DOTALL);
    private static final Pattern ORIGINAL = Pattern.compile("let original = r##\"(.*?)\"##;", Pattern.DOTALL);
    private static final int IN_ORDINARY_PACKAGES = 100;

    private MarkdownTexts() {}

    /**
     * A text.
     *
     * @param name a line for a message
     */
    record Markdown(String name, String content) {}

    /** The examples of the specification of CommonMark. */
    static List<Markdown> commonMark() throws IOException {
        List<Markdown> examples = new ArrayList<>();
        Matcher matcher = EXAMPLE.matcher(specification().content());
        while (matcher.find()) {
            // The specification shows tabs as arrows.
            String text = matcher.group(1).replace('→', '\t');
            examples.add(new Markdown("CommonMark, example " + (examples.size() + 1), text));
        }
        return examples;
    }

    /** The specification itself, which is in Markdown. */
    static Markdown specification() throws IOException {
        return new Markdown(
                "CommonMark's spec.txt",
                Files.readString(NpmFixtures.of("commonmark-spec").resolve("spec.txt")));
    }

    /** What the tests of a crate parse beyond CommonMark: tables, footnotes, and what once went wrong. */
    static List<Markdown> extensions(Path crate) throws IOException {
        List<Markdown> examples = new ArrayList<>();
        for (Path file : NativeBuild.files(crate.resolve("tests").resolve("suite"), ".rs")) {
            String name = file.getFileName().toString();
            Matcher matcher = ORIGINAL.matcher(name.equals("spec.rs") ? "" : Files.readString(file));
            for (int i = 1; matcher.find(); i++) {
                examples.add(new Markdown("pulldown-cmark, " + name + " " + i, matcher.group(1)));
            }
        }
        return examples;
    }

    /** What none of the examples has. */
    static Markdown rest() {
        return new Markdown("what the examples lack", """
            A [reference][that leads] nowhere, and one that is [abridged][], and [odd][one].

            | left | right |
            |:-----|------:|
            | 1    |     2 |
            """);
    }

    /** READMEs of npm packages, the largest first. */
    static List<Markdown> readmes(int count) throws IOException {
        NpmFixtures from = count <= IN_ORDINARY_PACKAGES ? NpmFixtures.ORDINARY : NpmFixtures.READMES;
        Path packages = from.packages();
        List<Path> files;
        try (Stream<Path> all = Files.walk(packages)) {
            files = all.filter(MarkdownTexts::isReadme)
                    .sorted(Comparator.comparingLong(MarkdownTexts::size)
                            .reversed()
                            .thenComparing(Path::toString))
                    .toList();
        }
        Set<String> seen = new HashSet<>();
        List<Markdown> texts = new ArrayList<>();
        for (Path file : files) {
            String content = Files.readString(file);
            if (texts.size() < count && seen.add(content)) {
                texts.add(new Markdown(packages.relativize(file).toString(), content));
            }
        }
        assertThat(texts).as("READMEs in " + packages).hasSize(count);
        return texts;
    }

    private static boolean isReadme(Path file) {
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        return (name.equals("readme.md") || name.equals("readme.markdown"))
                && Files.exists(file.resolveSibling("package.json"));
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
