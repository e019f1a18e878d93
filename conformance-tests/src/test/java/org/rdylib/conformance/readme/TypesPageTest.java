package org.rdylib.conformance.readme;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.rdylib.conformance.plugins.NativeBuild;
import org.rdylib.conformance.readme.Spelling.Language;
import org.rdylib.conformance.readme.Spelling.Position;
import org.rdylib.spec.ClosureKind;
import org.rdylib.spec.ScalarKind;
import org.rdylib.spec.Type;
import org.rdylib.spec.check.CheckedDescriptor;
import org.rdylib.spec.check.Descriptors;

/** What {@code codegen/README.md} says of generated sources is what the generators write. */
class TypesPageTest {

    private static final String PAGE = "codegen/README.md";

    private static final List<Language> COLUMNS = List.of(Language.JAVA, Language.C, Language.RUST);

    /** What may stand in what, and is written in a way of its own there. */
    private static final List<String> NESTED = List.of(
            "SHARED Scalar, Str, CStr, Slice, Array, Named, InterfaceObject, Closure",
            "EXCLUSIVE Scalar, Str, Slice, Named, InterfaceObject, Closure",
            "Boxed Scalar, Str, Slice, Named, InterfaceObject, Closure",
            "Shared Scalar, Named, InterfaceObject, Closure",
            "Slice Scalar, Named, Reference",
            "Array Scalar",
            "Vector Scalar, Named, Text, Tuple, Option",
            "Option Scalar, Text, Boxed, Handle, Reference",
            "Result Scalar, Text, Unit, Named",
            "Tuple Scalar, Text");

    @TempDir
    Path folder;

    /** Elementwise where a cell has as many spellings as there are types, else one for all of them. */
    @ParameterizedTest
    @EnumSource
    void eachTypeIsWrittenAsItsRowSays(Language language) throws IOException {
        Spelling spelling = new Spelling(declarations());
        List<String> untrue = new ArrayList<>();
        for (List<Table.Cell> row : table(language).rows()) {
            List<String> types = row.getFirst().codes();
            List<List<String>> columns = columns(row);
            for (int i = 0; i < types.size(); i++) {
                Map<Position, String> actual = spelling.of(types.get(i), language);
                compare(types.get(i), Position.PARAMETER, columns.get(0).get(i), actual, untrue);
                compare(types.get(i), Position.RESULT, columns.get(1).get(i), actual, untrue);
                compare(types.get(i), Position.FIELD, columns.get(2).get(i), actual, untrue);
                compareOthers(types.get(i), language, actual, untrue);
            }
        }
        assertThat(untrue).isEmpty();
    }

    private static void compare(
            String type, Position position, String said, Map<Position, String> actual, List<String> untrue) {
        String written = actual.getOrDefault(position, "–");
        if (!said.equals(written)) {
            untrue.add(type + " as " + position + " is " + written + ", and not " + said);
        }
    }

    /** What the text says of all types: what a callback is given, and what is passed and kept. */
    private static void compareOthers(
            String type, Language language, Map<Position, String> actual, List<String> untrue) {
        boolean isCode = type.contains("Fn") || type.contains("fn(") || type.contains("Future");
        String given = actual.get(Position.GIVEN);
        if (given != null && !isCode) {
            compare(type, Position.PARAMETER, given.replaceAll("\\ba0", "x"), actual, untrue);
        }
        String kept = actual.get(Position.KEPT);
        if (kept != null && language == Language.JAVA && !isCode) {
            boolean isWritten = type.contains("&mut");
            compare(type, isWritten ? Position.PARAMETER : Position.RESULT, kept, actual, untrue);
        }
    }

    /** For each column the spelling of each type. */
    private static List<List<String>> columns(List<Table.Cell> row) {
        List<List<String>> columns = new ArrayList<>();
        List<String> before = row.getFirst().codes();
        for (Table.Cell cell : row.subList(1, row.size())) {
            int types = row.getFirst().codes().size();
            before = switch (cell.text()) {
                case "\"" -> before;
                case "–" -> List.of("–");
                default -> cell.codes();
            };
            assertThat(before.size()).as("spellings of %s", row).isIn(1, types);
            if (before.size() == 1) {
                before = before.stream()
                        .flatMap(one -> Collections.nCopies(types, one).stream())
                        .toList();
            }
            columns.add(before);
        }
        assertThat(columns).as(row.toString()).hasSize(3);
        return columns;
    }

    @Test
    void theTablesHaveTheSameTypes() throws IOException {
        assertThat(types(Language.C)).isEqualTo(types(Language.JAVA));
        assertThat(types(Language.RUST)).isEqualTo(types(Language.JAVA));
    }

    /** A kind of type, scalar or closure that is added to the language is missed here until each table has it. */
    @Test
    void noKindOfTypeIsMissing() throws Exception {
        Set<String> kinds = new TreeSet<>();
        Spelling spelling = new Spelling(declarations());
        for (String type : types(Language.JAVA)) {
            for (Position position : List.of(Position.PARAMETER, Position.RESULT)) {
                for (String descriptor : spelling.descriptors(type, position)) {
                    Optional<CheckedDescriptor> read =
                            Descriptors.read("lib.yaml", descriptor).descriptor();
                    if (read.isPresent()) {
                        collect(read.orElseThrow().descriptor().exports(), kinds);
                    }
                }
            }
        }

        Set<String> all = new TreeSet<>();
        Arrays.stream(Type.class.getPermittedSubclasses())
                .map(Class::getSimpleName)
                .forEach(all::add);
        Arrays.stream(ScalarKind.values()).map(Enum::name).forEach(all::add);
        Arrays.stream(ClosureKind.values()).map(Enum::name).forEach(all::add);
        for (String nested : NESTED) {
            String outer = nested.substring(0, nested.indexOf(' '));
            for (String inner : nested.substring(outer.length() + 1).split(", ", -1)) {
                all.add(outer + " of " + inner);
            }
        }
        assertThat(kinds).containsAll(all);
    }

    private static void collect(Object part, Set<String> kinds) throws ReflectiveOperationException {
        switch (part) {
            case Collection<?> parts -> {
                for (Object each : parts) {
                    collect(each, kinds);
                }
            }
            case Enum<?> kind -> kinds.add(kind.name());
            case Record record -> {
                if (record instanceof Type type) {
                    kinds.add(record.getClass().getSimpleName());
                    parts(type)
                            .forEach(inner -> kinds.add(
                                    kind(type) + " of " + inner.getClass().getSimpleName()));
                }
                for (RecordComponent component : record.getClass().getRecordComponents()) {
                    collect(component.getAccessor().invoke(record), kinds);
                }
            }
            default -> {}
        }
    }

    private static List<Type> parts(Type type) {
        return switch (type) {
            case Type.Reference reference -> List.of(reference.target());
            case Type.Boxed boxed -> List.of(boxed.target());
            case Type.Shared shared -> List.of(shared.target());
            case Type.Slice slice -> List.of(slice.element());
            case Type.Array array -> List.of(array.element());
            case Type.Vector vector -> List.of(vector.element());
            case Type.Option option -> List.of(option.value());
            case Type.Result result -> List.of(result.ok(), result.err());
            case Type.Tuple tuple -> tuple.elements();
            default -> List.of();
        };
    }

    private static String kind(Type type) {
        return type instanceof Type.Reference reference
                ? reference.mutability().name()
                : type.getClass().getSimpleName();
    }

    @Test
    void whatCsTypesConsistOfIsWhatTheTableSays() throws IOException {
        Spelling spelling = new Spelling(declarations());
        StringBuilder sources = new StringBuilder();
        for (String type : types(Language.C)) {
            sources.append(spelling.asField(type, Language.C));
        }
        for (List<Table.Cell> row : Table.of(PAGE, "members").rows()) {
            List<String> types = row.get(0).codes();
            assertThat(row.get(1).codes()).hasSameSizeAs(types);
            for (int i = 0; i < types.size(); i++) {
                assertThat(sources)
                        .as(types.get(i))
                        .containsPattern("(?:struct|union) " + types.get(i) + " \\{ "
                                + Pattern.quote(row.get(1).codes().get(i)) + " \\}");
            }
        }
    }

    @Test
    void namesAndFunctionsAreWrittenAsTheirRowsSay() throws IOException {
        for (String name : List.of("names", "functions")) {
            List<List<Table.Cell>> rows = Table.of(PAGE, name).rows();
            assertThat(rows).hasSizeGreaterThan(5);
            for (List<Table.Cell> row : rows) {
                String declared = row.getFirst().codes().getFirst();
                String descriptor = "{abi: 1, version: 1.0.0, "
                        + (declared.startsWith("library:") ? "" : "library: words, ") + declared + "}";
                for (int column = 1; column <= COLUMNS.size(); column++) {
                    Language language = COLUMNS.get(column - 1);
                    String sources = Spelling.sources(descriptor, language).orElseGet(() -> fail(descriptor));
                    List<String> codes = row.get(column).codes();
                    assertThat(codes).as(declared).isNotEmpty();
                    for (String code : codes) {
                        if (!code.equals("mod abi") && !code.startsWith("async fn")) {
                            assertThat(sources)
                                    .as(declared)
                                    .containsPattern("(?<!\\w)" + Pattern.quote(code) + "(?!\\w)");
                        }
                    }
                }
            }
        }
    }

    /** Each conversion is a function that rustc compiles, in a crate whose descriptor has all types of the table as fields. */
    @Test
    void theConversionsOfRustCompile() throws Exception {
        StringBuilder fields = new StringBuilder();
        int number = 0;
        for (String type : types(Language.RUST)) {
            if (!type.matches("c_\\w+|\\*.*")) {
                fields.append("      x%d: %s%n".formatted(number++, Spelling.quoted(Spelling.free(type))));
            }
        }
        String descriptor = declarations().replace("types:\n", "types:\n  All<'a>:\n    struct:\n" + fields)
                + "exports: {f: 'fn<''a>(x: Box<All<''a>>) -> Box<All<''a>>'}\n";
        Path file = Files.writeString(folder.resolve("lib.yaml"), descriptor);

        StringBuilder author = new StringBuilder("""
            #![deny(unsafe_code)]
            mod abi;
            use abi::{wire, All, Log};
            use std::{ffi::CStr, future::Future, pin::Pin, sync::Arc};
            pub struct Db;
            struct Plugin;
            impl abi::Lib for Plugin {
                fn f<'a>(x: Box<All<'a>>) -> Box<All<'a>> { x }
            }
            abi::export!(Plugin);
            """);
        for (List<Table.Cell> row : Table.of(PAGE, "conversions").rows()) {
            String stored = row.get(0).codes().getFirst();
            String own = row.get(1).codes().getFirst();
            for (String made : row.get(2).codes()) {
                String argument = made.contains("own") ? "own: " + own : "";
                author.append("pub fn f%d<'a>(%s) -> %s { %s }%n".formatted(number++, argument, stored, made));
            }
            for (String made : row.get(3).codes()) {
                author.append("pub fn f%d<'a>(stored: %s) -> %s { %s }%n".formatted(number++, stored, own, made));
            }
        }
        Path source = Files.writeString(folder.resolve("author.rs"), author.toString());

        NativeBuild.rustPlugin(Files.createDirectories(folder.resolve("built")), file, List.of(source));
    }

    /** Everything that a field has, some conversion is there for. */
    @Test
    void eachTypeOfWireHasAConversion() throws IOException {
        Set<String> stored = new TreeSet<>();
        for (List<Table.Cell> row : table(Language.RUST).rows()) {
            for (Table.Cell cell : row) {
                cell.codes().forEach(code -> wires(code, stored));
            }
        }
        Set<String> converted = new TreeSet<>();
        for (List<Table.Cell> row : Table.of(PAGE, "conversions").rows()) {
            wires(row.getFirst().text(), converted);
        }
        assertThat(converted).containsAll(stored);
    }

    private static void wires(String code, Set<String> found) {
        Matcher matcher = Pattern.compile("wire::\\w+").matcher(code);
        while (matcher.find()) {
            found.add(matcher.group());
        }
    }

    private static String declarations() throws IOException {
        return Readme.blocks(PAGE, "declarations").getFirst().text();
    }

    private static Table table(Language language) throws IOException {
        return Table.of(
                PAGE,
                switch (language) {
                    case JAVA -> "Java";
                    case C -> "C";
                    case RUST -> "Rust";
                });
    }

    private static Set<String> types(Language language) throws IOException {
        return table(language).rows().stream()
                .flatMap(row -> row.getFirst().codes().stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
