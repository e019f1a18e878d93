package org.rdylib.spec.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rdylib.spec.Code;
import org.rdylib.spec.Diagnostic;
import org.rdylib.spec.InvalidDescriptorException;
import org.rdylib.spec.TypeDeclaration;
import org.rdylib.spec.canonical.Canonical;
import org.rdylib.spec.canonical.CanonicalForm;
import org.rdylib.spec.check.CheckedDescriptor;
import org.rdylib.spec.check.Descriptors;
import org.rdylib.spec.layout.Layouts;
import org.rdylib.spec.layout.Target;

/** Descriptors of several files. What is wrong with them is in the corpus of broken descriptors. */
class UsesTest {

    private static final String BASE = """
        abi: 1
        library: base
        version: 1.0.0
        types:
          Length: {struct: {metres: f64}}
          Unwanted: {struct: {a: u8}}
        """;

    private static final String GEOMETRY = """
        abi: 1
        library: geometry
        version: 1.0.0
        uses: {base: base.yaml}
        types:
          Point:
            doc: A place.
            struct: {x: base::Length, y: base::Length}
          Line<'a>: {struct: {points: "&'a [Point]"}}
          Circle: {struct: {centre: Point}}
        interfaces:
          Shape<'a>: {methods: {outline: "fn(&self) -> Line<'a>"}}
          Unwanted: {methods: {f: "fn(&self)"}}
        exports:
          area: "fn(shape: &dyn Shape<'_>) -> f64"
        """;

    private static final String DRAWING = """
        abi: 1
        library: drawing
        version: 1.0.0
        uses:
          geo: shared/geometry.yaml
          base: shared/base.yaml
        types:
          Point: {struct: {at: "geo::Point", depth: base::Length}}
        exports:
          draw: "fn<'a>(shape: Box<dyn geo::Shape<'a> + Send + 'a>, at: Point)"
        """;

    @TempDir
    Path folder;

    private Path write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    private Path drawing(String text) throws IOException {
        write("shared/base.yaml", BASE);
        write("shared/geometry.yaml", GEOMETRY);
        return write("drawing.yaml", text);
    }

    private static CheckedDescriptor read(Path file) throws InvalidDescriptorException {
        return Descriptors.require(file);
    }

    private static String fingerprint(Path file) throws InvalidDescriptorException {
        return HexFormat.of().formatHex(CanonicalForm.of(read(file)).fingerprint());
    }

    @Test
    void namesWhatIsUsedByItsLibraryAndLeavesOutWhatIsNot() throws Exception {
        CheckedDescriptor drawing = read(drawing(DRAWING));
        assertThat(drawing.descriptor().types())
                .extracting(TypeDeclaration::name)
                .containsExactlyInAnyOrder("Point", "geometry::Point", "geometry::Line", "base::Length");
        assertThat(drawing.descriptor().interfaces()).extracting(i -> i.name()).containsExactly("geometry::Shape");
        assertThat(drawing.descriptor().exports()).extracting(e -> e.name()).containsExactly("draw");
        assertThat(new Layouts(drawing, Target.X86_64_LINUX_GNU).ofType("Point").size())
                .isEqualTo(24);
    }

    @Test
    void isOneDescriptorInTheCanonicalForm() throws Exception {
        CanonicalForm form = CanonicalForm.of(read(drawing(DRAWING)));
        assertThat(form.binding())
                .isEqualTo("{\"abi\":1,\"library\":\"drawing\",\"version\":\"1.0.0\",\"types\":{"
                        + "\"Point\":{\"struct\":{\"at\":\"geometry::Point\",\"depth\":\"base::Length\"}},"
                        + "\"base::Length\":{\"struct\":{\"metres\":\"f64\"}},"
                        + "\"geometry::Line<'a>\":{\"struct\":{\"points\":\"&'a [geometry::Point]\"}},"
                        + "\"geometry::Point\":{\"struct\":{\"x\":\"base::Length\",\"y\":\"base::Length\"}}},"
                        + "\"interfaces\":{\"geometry::Shape<'a>\":{\"methods\":{"
                        + "\"outline\":\"fn<'b>(&'b self) -> geometry::Line<'a>\"}}},"
                        + "\"exports\":{\"draw\":"
                        + "\"fn<'a>(shape: Box<dyn geometry::Shape<'a> + Send + 'a>, at: Point)\"}}");
        assertThat(CanonicalForm.of(Descriptors.require("again.yaml", form.binding()))
                        .binding())
                .isEqualTo(form.binding());
    }

    @Test
    void tellsOfEachDeclarationOfALibraryWhichFileItIsIn() throws Exception {
        CanonicalForm form = CanonicalForm.of(read(drawing(DRAWING)));
        CheckedDescriptor inLibrary = Canonical.read(
                form.binding().getBytes(StandardCharsets.UTF_8),
                form.annotations().getBytes(StandardCharsets.UTF_8),
                "libdrawing.so",
                Target.X86_64_LINUX_GNU);
        TypeDeclaration.Struct point = (TypeDeclaration.Struct) inLibrary.type("geometry::Point");
        String geometry = "shared/geometry.yaml"; // seen from the folder, which is left out since it was absolute
        assertThat(point.doc()).contains("A place.");
        assertThat(point.at()).hasToString(geometry + ":6:3");
        assertThat(point.fields())
                .extracting(f -> f.at().toString())
                .containsExactly(geometry + ":8:14", geometry + ":8:31");
        assertThat(inLibrary
                        .interfaceNamed("geometry::Shape")
                        .methods()
                        .getFirst()
                        .signature()
                        .at())
                .hasToString(geometry + ":12:35");
        assertThat(inLibrary.type("Point").at()).hasToString("drawing.yaml:8:3");
        assertThat(inLibrary.descriptor().exports().getFirst().at().file()).isEqualTo("drawing.yaml");
    }

    @Test
    void hasTheSameFingerprintWhateverTheNamespacesAndPlacesOfTheFiles() throws Exception {
        String before = fingerprint(drawing(DRAWING));
        String renamed = DRAWING.replace("geo:", "g:").replace("geo::", "g::");
        assertThat(fingerprint(write("drawing.yaml", renamed))).isEqualTo(before);
        write("elsewhere/base.yaml", BASE);
        write("elsewhere/geometry.yaml", GEOMETRY);
        assertThat(fingerprint(write("drawing.yaml", DRAWING.replace("shared/", "elsewhere/"))))
                .isEqualTo(before);
    }

    @Test
    void hasTheSameFingerprintWhateverItDoesNotUse() throws Exception {
        String before = fingerprint(drawing(DRAWING));
        write("shared/base.yaml", BASE.replace("a: u8", "a: u16"));
        write(
                "shared/geometry.yaml",
                GEOMETRY.replace("centre: Point", "centre: u8")
                        .replace("f: \"fn(&self)\"", "g: \"fn(&self)\"")
                        .replace("area: ", "surface: ")
                        .replace("1.0.0", "1.7.0")
                        .replace("A place.", "A point."));
        assertThat(fingerprint(folder.resolve("drawing.yaml"))).isEqualTo(before);
    }

    @Test
    void hasAnotherFingerprintWhereWhatItUsesChanges() throws Exception {
        String before = fingerprint(drawing(DRAWING));
        for (String edit : List.of("metres: f64|metres: f32", "library: base|library: basics")) {
            String[] words = edit.split("\\|", 2);
            write("shared/base.yaml", BASE.replace(words[0], words[1]));
            assertThat(fingerprint(folder.resolve("drawing.yaml"))).as(edit).isNotEqualTo(before);
        }
        write("shared/base.yaml", BASE);
        for (String edit :
                List.of("{x: base::Length, y: base::Length}|{y: base::Length, x: base::Length}", "outline|edge")) {
            String[] words = edit.split("\\|", 2);
            write("shared/geometry.yaml", GEOMETRY.replace(words[0], words[1]));
            assertThat(fingerprint(folder.resolve("drawing.yaml"))).as(edit).isNotEqualTo(before);
        }
    }

    @Test
    void takesASymbolicLinkForTheFileThatItLeadsTo() throws Exception {
        drawing(DRAWING);
        Files.createDirectories(folder.resolve("links"));
        Files.createSymbolicLink(folder.resolve("links/geometry.yaml"), Path.of("../shared/geometry.yaml"));
        // Beside the link there is no base.yaml, and the two ways to base.yaml are to one file.
        Path linked = write("linked.yaml", DRAWING.replace("shared/geometry", "links/geometry"));
        assertThat(fingerprint(linked)).isEqualTo(fingerprint(folder.resolve("drawing.yaml")));
    }

    @Test
    void refusesWhatIsNoFileBehindALink() throws Exception {
        Files.createSymbolicLink(folder.resolve("endless.yaml"), Path.of("/dev/zero"));
        Files.createSymbolicLink(folder.resolve("loop.yaml"), Path.of("loop.yaml"));
        Files.createSymbolicLink(folder.resolve("nowhere.yaml"), Path.of("none.yaml"));
        Path file = write("drawing.yaml", """
            abi: 1
            library: drawing
            version: 1.0.0
            uses: {a: endless.yaml, b: loop.yaml, c: nowhere.yaml}
            exports: {f: "fn(a: a::T, b: b::T, c: c::T)"}
            """);
        List<Diagnostic> found = Descriptors.read(file).diagnostics();
        assertThat(found)
                .extracting(Diagnostic::code)
                .containsOnly(Code.UNREADABLE)
                .hasSize(3);
        assertThat(found.getFirst().message()).isEqualTo("`endless.yaml` cannot be used: it is no regular file");
        assertThat(found.getLast().message()).isEqualTo("`nowhere.yaml` cannot be used: there is no such file");
    }

    @Test
    void usesNothingWhereThereIsNoFile() {
        List<Diagnostic> found = Descriptors.read("drawing.yaml", DRAWING).diagnostics();
        assertThat(found).extracting(Diagnostic::code).containsOnly(Code.UNREADABLE);
        assertThat(found)
                .extracting(d -> d.place().line() + ":" + d.place().column())
                .containsExactly("5:8", "6:9");
    }

    @Test
    void canDeclareWhatOtherLibrariesDeclareAsACanonicalFormDoes() {
        String text = """
            abi: 1
            library: drawing
            version: 1.0.0
            types:
              geometry::Point: {struct: {x: f64, y: f64}}
            exports: {draw: "fn(at: geometry::Point)"}
            """;
        assertThat(Descriptors.read("drawing.yaml", text).diagnostics()).isEmpty();
    }

    @Test
    void endsWhereFilesUseOneAnotherWithoutEnd() throws Exception {
        for (int i = 0; i < 100; i++) {
            write("chain/" + i + ".yaml", """
                abi: 1
                library: chain%1$d
                version: 1.0.0
                uses: {next: %2$d.yaml}
                types: {T: {struct: {next: "next::T"}}}
                """.formatted(i, i + 1));
        }
        Path first = folder.resolve("chain/0.yaml");
        List<Diagnostic> found = Descriptors.read(first).diagnostics();
        assertThat(found).singleElement().satisfies(d -> {
            assertThat(d.code()).isEqualTo(Code.TOO_LARGE);
            assertThat(d.place().file())
                    .isEqualTo(folder.resolve("chain/64.yaml").toString());
        });
    }

    @Test
    void endsWhereOneFileUsesVeryMany() throws Exception {
        StringBuilder uses = new StringBuilder();
        StringBuilder types = new StringBuilder();
        for (int i = 0; i <= 1_000; i++) {
            uses.append("  l%d: many/%d.yaml\n".formatted(i, i));
            types.append("  T%d: {struct: {a: \"l%d::T\"}}\n".formatted(i, i));
            write(
                    "many/" + i + ".yaml",
                    "{abi: 1, library: l%d, version: 1.0.0, types: {T: {struct: {a: u8}}}}".formatted(i));
        }
        Path file = write("many.yaml", "abi: 1\nlibrary: many\nversion: 1.0.0\nuses:\n" + uses + "types:\n" + types);
        assertThat(Descriptors.read(file).diagnostics()).singleElement().satisfies(d -> {
            assertThat(d.code()).isEqualTo(Code.TOO_LARGE);
            assertThat(d.place().line()).isEqualTo(4 + 1_001);
        });
    }
}
