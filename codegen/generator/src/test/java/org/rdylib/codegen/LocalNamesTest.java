package org.rdylib.codegen;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.rdylib.codegen.c.CGenerator;
import org.rdylib.codegen.java.JavaGenerator;
import org.rdylib.codegen.java.JavaOptions;
import org.rdylib.codegen.rust.RustGenerator;
import org.rdylib.codegen.rust.RustOptions;
import org.rdylib.spec.check.CheckedDescriptor;
import org.rdylib.spec.check.Descriptors;

class LocalNamesTest {

    private static final String USING = """
        abi: 1
        library: drawing
        version: 1.0.0
        types:
          base_units::Length: {struct: {metres: f64}}
          geometry::Point: {struct: {x: base_units::Length, y: base_units::Length}}
          geometry::Path<'a>: {struct: {name: "&'a str", first: geometry::Point}}
          geometry::Event<'a>: {enum: {Moved: "(geometry::Path<'a>)", Gone: }}
          Point: {struct: {at: "geometry::Point", depth: u32}}
          GeometryColor: {enum: {Red, Green}}
          geometry::Color: {enum: {Red, Green}}
        interfaces:
          geometry::Shape<'a>:
            methods: {next: "fn(&mut self, colour: geometry::Color) -> Option<geometry::Event<'a>>"}
        exports:
          draw: "fn(at: Point, colour: GeometryColor) -> geometry::Point"
          open: "fn<'a>(text: &'a str) -> Box<dyn geometry::Shape<'a> + 'a>"
          visit: "fn(visit: &mut dyn FnMut(&geometry::Point) -> bool)"
        imports:
          log: "fn(at: &geometry::Point)"
        """;

    private static CheckedDescriptor read(String text) throws Exception {
        return Descriptors.require("drawing.yaml", text);
    }

    /** What is generated, without the descriptor and its fingerprint in it. */
    private static Map<String, String> generated(CheckedDescriptor d) {
        Map<String, String> files = new TreeMap<>();
        List<Generated> all = List.of(
                CGenerator.generate(d),
                RustGenerator.generate(d, RustOptions.DEFAULT),
                JavaGenerator.generate(d, new JavaOptions("org.example.drawing")));
        for (Generated generated : all) {
            assertThat(generated.diagnostics()).isEmpty();
            generated.files().forEach(f -> files.put(f.path(), f.text()));
        }
        files.remove("drawing_abi.c");
        files.remove("org/example/drawing/DrawingDescriptor.java");
        files.replaceAll((_, text) -> text.replaceAll("(?s)(const (BINDING|ANNOTATIONS)[A-Z_]*: ).*?;\\n", "$1")
                .replaceAll("(?s)(: \\[u8; 32\\] = ).*?;\\n", "$1"));
        return files;
    }

    /** The names by hand, in a descriptor that uses nothing: what is written for such is compiled and run elsewhere. */
    @Test
    void whatIsUsedIsGeneratedAsIfTheLibraryItselfDeclaredItUnderOneWord() throws Exception {
        String byHand = USING.replace("geometry::Color", "GeometryColor_")
                .replace("base_units::", "BaseUnits")
                .replace("geometry::", "Geometry");
        assertThat(generated(read(USING))).isEqualTo(generated(read(byHand)));
    }

    @Test
    void theLibraryCarriesTheNamesThatAreCompared() throws Exception {
        CheckedDescriptor using = read(USING);
        String source = CGenerator.generate(using).files().getLast().text();
        assertThat(source.replaceAll("\\s", ""))
                .contains(bytes("geometry::Point"))
                .doesNotContain(bytes("GeometryPoint"));
        assertThat(RustGenerator.generate(using, RustOptions.DEFAULT)
                        .files()
                        .getFirst()
                        .text())
                .contains("geometry::Point");
        assertThat(JavaGenerator.generate(using, new JavaOptions("org.example.drawing"))
                        .files())
                .filteredOn(f -> f.path().endsWith("DrawingDescriptor.java"))
                .singleElement()
                .satisfies(f -> assertThat(f.text()).contains("geometry::Point"));
    }

    /** As the note of a library in C has them. */
    private static String bytes(String text) {
        return text.chars().mapToObj(Integer::toString).collect(Collectors.joining(","));
    }
}
