package org.rdylib.conformance.regions;

import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A library in C whose functions answer with what is always there: whom they borrow from is what their signatures say. */
final class Plugin {

    private static final Pattern EXPORT =
            Pattern.compile("RDYLIB_EXPORT RDYLIB_CHECK (rdylib_failure \\*sample_(\\w+))\\(([^;]*)\\);");
    private static final Pattern METHOD = Pattern.compile(
            "^  rdylib_failure \\*\\(\\*((?!call\\b|put\\b|take\\b|ring\\b)\\w+)\\)\\(([^;]*)\\);", Pattern.MULTILINE);

    private Plugin() {}

    /** The source of {@code library}, for what its generated header declares. */
    static String source(RandomLibrary library, String header) {
        String methods = METHOD.matcher(header)
                .results()
                .map(method -> "static rdylib_failure *" + method.group(1)
                        + body(library.function(method.group(1)), method.group(2)))
                .collect(Collectors.joining());
        String names =
                METHOD.matcher(header).results().map(method -> method.group(1)).collect(Collectors.joining(", "));
        String exports = EXPORT.matcher(header)
                .results()
                .map(export -> export.group(1) + body(library.function(export.group(2)), export.group(3)))
                .collect(Collectors.joining());
        return """
            #include "sample.h"
            #include <stdlib.h>
            #include <string.h>
            static sample_Cell cell(void);
            static rdylib_failure *ring(const void *self) { (void)self; return NULL; }
            static sample_Bell bell(void) {
              static const sample_Bell_table table = sample_Bell_TABLE(char, free, ring);
              return sample_Bell_of(malloc(1), &table);
            }
            static void fill(void *out, size_t size, rdylib_str word) {
              for (size_t at = 0; at < size; at += sizeof word) memcpy((char *)out + at, &word, sizeof word);
            }
            static void *opaque(void) { return malloc(1); }
            static const rdylib_str text = {"word", 4};
            static const sample_View view = {{"word", 4}};
            static uint8_t bytes[] = {'w', 'o', 'r', 'd'};
            void sample_drop_pot(sample_Pot *self) { free(self); }
            void sample_drop_pin(sample_Pin *self) { free(self); }
            void sample_drop_jar(sample_Jar *self) { free(self); }
            %s%sstatic sample_Cell cell(void) {
              static const sample_Cell_table table = sample_Cell_TABLE(char, free, %s);
              return sample_Cell_of(malloc(1), &table);
            }
            """.formatted(methods, exports, names);
    }

    private static String body(Function function, String parameters) {
        String answer = switch (function.result()) {
            case Shape.Nothing _ -> "";
            case Shape.Deep _ -> "  *out = &view;\n";
            case Shape.Room _ -> "  out->data = bytes;\n  out->length = sizeof bytes;\n";
            case Shape.Texts _ -> "  out->data = &text;\n  out->length = 1;\n";
            case Shape.Boxes(var _, Shape.Thing thing) -> lent(thing.type());
            case Shape _ when parameters.endsWith("sample_Cell *out") -> "  *out = cell();\n";
            case Shape _ when parameters.endsWith("sample_Bell *out") -> "  *out = bell();\n";
            case Shape _ when parameters.endsWith("**out") -> "  *out = opaque();\n";
            case Shape _ -> "  fill(out, sizeof *out, word);\n";
        };
        // What Java answers need not live for as long as what the function does.
        return "(" + parameters + ") {\n  rdylib_str word = {\"word\", 4}, answered;\n  (void)word, (void)answered;\n"
                + calls(function) + answer + "  return NULL;\n}\n";
    }

    /** What the library owns: nobody asks when that ends. */
    private static String lent(Shape.Type type) {
        return switch (type) {
                    case CELL -> "  static sample_Cell own[1];\n  own[0] = cell();\n";
                    case BELL -> "  static sample_Bell own[1];\n  own[0] = bell();\n";
                    case POT, PIN, JAR -> "  static sample_%s *own[1];\n  own[0] = opaque();\n".formatted(type);
                }
                + "  out->data = own;\n  out->length = 1;\n";
    }

    /** Calls all closures and objects that are passed, and drops those that the function owns. */
    private static String calls(Function function) {
        StringBuilder calls = new StringBuilder();
        for (int i = 0; i < function.parameters().size(); i++) {
            String name = "p" + i;
            if (function.parameters().get(i) instanceof Shape.Sink sink) {
                calls.append(uses(sink, name));
            }
            if (function.parameters().get(i)
                    instanceof Shape.Callable(Shape.Closure closure, var parameter, var answer)) {
                calls.append("  rdylib_failure *f%d = %s_table->call(%s%s%s);\n"
                        .formatted(
                                i,
                                name,
                                name,
                                parameter.isPresent() ? ", \"word\", 4" : "",
                                answer.isPresent() ? ", &answered" : ""));
                calls.append(
                        closure == Shape.Closure.GIVEN ? "  " + name + "_table->header.drop(" + name + ");\n" : "");
                calls.append("  if (f%d != NULL) return f%d;\n".formatted(i, i));
            }
        }
        return calls.toString();
    }

    private static String uses(Shape.Sink sink, String name) {
        String drop = sink.lifetime().isPresent() ? "" : "  %1$s_table->header.drop(%1$s);\n";
        return """
              rdylib_failure *of_%1$s = %1$s_table->put(%1$s, "word", 4);
              if (of_%1$s == NULL) of_%1$s = %1$s_table->take(%1$s, &answered);
            %2$s  if (of_%1$s != NULL) return of_%1$s;
            """.formatted(name, drop.formatted(name));
    }
}
