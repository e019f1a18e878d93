package org.rdylib.conformance.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.rdylib.spec.canonical.CanonicalForm;
import org.rdylib.spec.check.CheckedDescriptor;
import org.rdylib.spec.check.Descriptors;
import org.rdylib.spec.syntax.Node;
import org.rdylib.spec.syntax.YamlTree;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import tools.jackson.databind.JsonNode;

/** The descriptors of this repository, good and bad, and the canonical forms of the good ones. */
final class Corpus {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Path BROKEN = ROOT.resolve("spec/src/test/resources/broken");

    /** Where those are of which every edit is tried; what an edited one uses is looked for there, too. */
    static final Path FOLDER = Path.of("src/test/resources/org/rdylib/conformance/schema");

    private static final Pattern EXAMPLE =
            Pattern.compile("^```yaml\\R(abi: 1$.*?)^```$", Pattern.DOTALL | Pattern.MULTILINE);

    /** Strict and reserved ones of all editions, as the Rust reference lists them. */
    private static final String KEYWORDS =
            "as break const continue crate else enum extern false fn for if impl in let loop match mod move mut pub"
                    + " ref return self Self static struct super trait true type unsafe use where while async await dyn"
                    + " abstract become box do final macro override priv typeof unsized virtual yield try gen";

    private static final String TYPES = "bool char u8 u16 u32 u64 u128 usize i8 i16 i32 i64 i128 isize f32 f64 str CStr"
            + " String Box Arc Vec Option Result Fn FnMut FnOnce Future Send Sync Clone Const Portable c_char c_schar"
            + " c_uchar c_short c_ushort c_int c_uint c_long c_ulong c_longlong c_ulonglong c_float c_double c_void";

    private static final List<Document> ALL = new ArrayList<>();

    private Corpus() {}

    /** All of them. */
    static synchronized List<Document> all() throws IOException {
        if (ALL.isEmpty()) {
            ALL.addAll(read());
        }
        return List.copyOf(ALL);
    }

    private static List<Document> read() throws IOException {
        List<Document> documents = new ArrayList<>(words());
        documents.addAll(broken());
        documents.addAll(examples());
        for (Path file : files(ROOT, f -> f.endsWith(".case.yaml"))) {
            documents.addAll(sides(file));
        }
        for (Path file : files(ROOT, f -> f.endsWith(".yaml") && !f.endsWith(".case.yaml"))) {
            if (!file.startsWith(BROKEN) && Files.readString(file).contains("abi:")) {
                documents.add(Document.of(file));
            }
        }
        for (Document good : documents.stream().filter(Document::isWellFormed).toList()) {
            documents.add(canonical(good));
        }
        return documents;
    }

    /**
     * The descriptors of which every single edit is tried: the first has every key but {@code uses}, and each kind of value of
     * most, the second the other kinds, the third uses other files.
     */
    static List<Document> edited() throws IOException {
        List<Document> documents = new ArrayList<>();
        for (String name : List.of("everything", "least", "user")) {
            Document document = Document.of(FOLDER.resolve(name + ".yaml"));
            assertThat(document.found()).isEmpty();
            documents.add(document);
        }
        return documents;
    }

    /** One document for each word that may be no name, and for each power of two. */
    private static List<Document> words() {
        List<Document> documents = new ArrayList<>();
        String head = "abi: 1\nversion: 1.0.0\nlibrary: ";
        for (String word : (KEYWORDS + " _ dylib").split(" ", -1)) {
            documents.add(Document.of("export " + word, head + "a\nexports: {" + word + ": fn()}"));
            documents.add(Document.of(
                    "covariant " + word, head + "a\ntypes: {A: {opaque: {covariant: [\"'" + word + "\"]}}}"));
            documents.add(
                    Document.of("lifetime " + word, head + "a\ntypes: {\"A<'" + word + ">\": {struct: {a: u8}}}"));
        }
        for (String word : (KEYWORDS + " " + TYPES + " _").split(" ", -1)) {
            documents.add(Document.of("type " + word, head + "a\ntypes: {" + word + ": {struct: {a: u8}}}"));
        }
        for (int bits = 0; bits < 31; bits++) {
            String type = ": {struct: {a: u8}, align: " + (1 << bits) + "}";
            documents.add(Document.of("2^" + bits, head + "a\ntypes: {A" + type + "}"));
        }
        return documents;
    }

    /** The broken ones that are YAML to others, too. */
    static List<Document> broken() throws IOException {
        List<Document> documents = new ArrayList<>();
        for (Path file : files(BROKEN, f -> f.endsWith(".yaml"))) {
            try {
                Document document = Document.of(file);
                if (document.isReadAlike()) {
                    documents.add(document);
                }
            } catch (YamlEngineException | MalformedInputException e) {
                assertThat(Descriptors.read(file).diagnostics())
                        .as(e.getMessage())
                        .isNotEmpty();
            }
        }
        return documents;
    }

    private static List<Document> examples() throws IOException {
        List<Document> documents = new ArrayList<>();
        Matcher block = EXAMPLE.matcher(Files.readString(ROOT.resolve("spec/README.md")));
        while (block.find()) {
            documents.add(Document.of("spec/README.md", block.group(1)));
        }
        return documents;
    }

    private static List<Document> sides(Path file) throws IOException {
        JsonNode data = Document.load(Files.readString(file));
        var mapping = (Node.Mapping) YamlTree.read(file).root().orElseThrow();
        List<Document> documents = new ArrayList<>();
        for (String side : List.of("host", "plugin")) {
            if (mapping.get(side).orElseThrow() instanceof Node.Mapping descriptor) {
                documents.add(Document.of(file + " " + side, data.get(side), descriptor, file));
            }
        }
        return documents;
    }

    private static Document canonical(Document good) {
        CheckedDescriptor descriptor = good.checked().descriptor().orElseThrow();
        return Document.of(
                good.name() + ", canonical", CanonicalForm.of(descriptor).binding());
    }

    private static List<Path> files(Path folder, Predicate<String> wanted) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(f -> wanted.test(f.getFileName().toString())
                            && Stream.of("target", ".git", "node_modules")
                                    .noneMatch(d -> f.toString().contains("/" + d + "/")))
                    .sorted()
                    .toList();
        }
    }
}
