package org.rdylib.conformance.readme;

import static org.junit.jupiter.api.Assertions.fail;

import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.rdylib.codegen.Generated;
import org.rdylib.codegen.SourceFile;
import org.rdylib.codegen.c.CGenerator;
import org.rdylib.codegen.java.JavaGenerator;
import org.rdylib.codegen.java.JavaOptions;
import org.rdylib.codegen.rust.RustGenerator;
import org.rdylib.codegen.rust.RustOptions;
import org.rdylib.spec.InvalidDescriptorException;
import org.rdylib.spec.check.CheckedDescriptor;
import org.rdylib.spec.check.Descriptors;

/**
 * How a type is written in generated sources, wherever it may stand.
 *
 * @param declarations a descriptor without functions, of the library {@code lib}, which declares what types name
 */
record Spelling(String declarations) {

    /** In a file of Java's that a user reads. */
    private static final Pattern OPEN = Pattern.compile("^public ", Pattern.MULTILINE);

    /** Whose sources. */
    enum Language {
        JAVA,
        C,
        RUST;

        Generated generate(CheckedDescriptor descriptor) {
            return switch (this) {
                case JAVA -> JavaGenerator.generate(descriptor, new JavaOptions("p"));
                case C -> CGenerator.generate(descriptor);
                case RUST -> RustGenerator.generate(descriptor, RustOptions.DEFAULT);
            };
        }
    }

    /** Where a type stands. */
    enum Position {
        PARAMETER,
        /** A parameter that the result may borrow from. */
        KEPT,
        RESULT,
        FIELD,
        /** The parameter of a callback. */
        GIVEN
    }

    /** The type in each position where there is such a thing in the language. */
    Map<Position, String> of(String type, Language language) {
        Map<Position, String> spelled = new EnumMap<>(Position.class);
        for (Position position : Position.values()) {
            for (String descriptor : descriptors(type, position)) {
                Optional<String> sources = sources(descriptor, language);
                if (sources.isPresent()) {
                    find(sources.orElseThrow(), type, position, language)
                            .ifPresent(text -> spelled.put(position, text));
                    break;
                }
            }
        }
        return spelled;
    }

    /** What is generated for a struct with a field of the type. */
    String asField(String type, Language language) {
        return descriptors(type, Position.FIELD).stream()
                .flatMap(descriptor -> sources(descriptor, language).stream())
                .findFirst()
                .orElse("");
    }

    /** What is generated, its comments left out and its white space narrowed; empty where that cannot be. */
    static Optional<String> sources(String descriptor, Language language) {
        Generated generated;
        try {
            generated = language.generate(Descriptors.require("lib.yaml", descriptor));
        } catch (InvalidDescriptorException e) {
            return Optional.empty();
        }
        return generated.isComplete() ? Optional.of(flat(generated.files())) : Optional.empty();
    }

    private static String flat(List<SourceFile> files) {
        StringBuilder flat = new StringBuilder();
        for (SourceFile file : files) {
            String code = file.text().replaceAll("(?s)/\\*.*?\\*/", " ").replaceAll("(?m)//.*$", " ");
            String name = Path.of(file.path()).getFileName().toString();
            if (!name.endsWith(".java") || OPEN.matcher(code).find()) {
                flat.append(name).append(" : ").append(code).append('\n');
            }
        }
        return flat.toString().replaceAll("\\s+", " ");
    }

    /** Descriptors in which the type stands there, the best first. */
    List<String> descriptors(String type, Position position) {
        String free = free(type);
        boolean borrows = !free.equals(type);
        String convention = type.matches("c_\\w+") ? "extern \"C\" " : type.startsWith("*") ? "unsafe " : "";
        String field = (borrows ? "S<'a>" : "S") + ": {struct: {x: " + quoted(free) + "}}";
        String argument = borrows ? "S<'_>" : "S";
        return switch (position) {
            case PARAMETER -> List.of(function(convention + "fn(x: " + type + ")"));
            case RESULT -> List.of(function(convention + "fn(of: &u8) -> " + type));
            case KEPT ->
                borrows
                        ? List.of(function(convention + "fn<'a>(x: " + free + ") -> Box<dyn Cursor<'a> + 'a>"))
                        : List.of();
            case GIVEN -> convention.isEmpty() ? List.of(function("fn(by: &mut dyn FnMut(" + type + "))")) : List.of();
            case FIELD ->
                List.of(
                        function(field, convention + "fn(s: " + argument + ")"),
                        function(field, convention + "fn(s: &" + argument + ")"));
        };
    }

    private String function(String signature) {
        return declarations + "exports: {f: " + quoted(signature) + "}\n";
    }

    private String function(String declared, String signature) {
        return function(signature).replace("types:\n", "types:\n  " + declared + "\n");
    }

    /** The type with {@code 'a} for each lifetime that is left out. */
    static String free(String type) {
        return type.replaceAll("&(?!')", "&'a ").replace("'_", "'a");
    }

    static String quoted(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    private static Optional<String> find(String sources, String type, Position position, Language language) {
        String pattern = switch (language) {
            case JAVA ->
                switch (position) {
                    case PARAMETER -> "void f\\((.*?) x\\);";
                    case KEPT -> "Cursor f\\(([^()]*) x\\)";
                    case RESULT -> "[;{}] ([\\w.<>\\[\\], ]+?) f\\(";
                    case FIELD -> "record S\\((.*?) x\\)";
                    case GIVEN -> " call\\((.*?) \\w+\\);";
                };
            case C ->
                switch (position) {
                    case PARAMETER -> " \\*?lib_f\\((.*?)\\);";
                    case KEPT -> " \\*?lib_f\\((.*), \\w+ \\*out\\);";
                    case RESULT ->
                        type.matches("c_\\w+")
                                ? "RDYLIB_EXPORT ([\\w ]+?) lib_f\\("
                                : " \\*lib_f\\(const uint8_t \\*of, (.*?)\\);";
                    case FIELD -> "struct lib_S \\{ (.*?); \\}";
                    case GIVEN -> "\\(\\*call\\)\\(void \\*self, (.*?)\\);";
                };
            case RUST ->
                switch (position) {
                    case PARAMETER -> " fn f\\( ?x: (.*?),? ?\\);";
                    case KEPT -> " fn f<'a>\\( ?x: (.*?),? ?\\) ->";
                    case RESULT -> " fn f\\( ?of: &u8,? ?\\) -> (.*?) ?; (?:\\}|///)";
                    case FIELD -> "pub struct S(?:<'a>)? \\{ pub x: (.*?),? \\}";
                    case GIVEN -> " fn f\\( ?by: &mut dyn FnMut\\( ?(.*?),? ?\\),? ?\\);";
                };
        };
        Matcher matcher = Pattern.compile(pattern).matcher(sources);
        if (!matcher.find()) {
            fail(type + " as " + position + " is not found in what is generated:\n" + sources);
        }
        return Optional.of(matcher.group(1).strip());
    }
}
