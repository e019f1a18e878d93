package org.rdylib.conformance.plugins;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rdylib.conformance.Tool;

/** What every generated header has for authors of plugins, run by itself under the sanitizers. */
class HeaderHelpersTest {

    private static final List<String> WARNINGS = List.of("-Wall", "-Wextra", "-pedantic", "-Wconversion", "-Werror");

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({"cc, c, -std=c11", "c++, cpp, -std=c++17"})
    void failuresAndStringsAreMadeAndEnded(String compiler, String suffix, String standard) throws Exception {
        assertThat(run(compiler, suffix, standard, """
            #include "helped.h"

            static void say(rdylib_failure *failure) {
              printf("%zu %.4s %s\\n", failure->length, failure->message, failure->message + failure->length);
              failure->drop(failure);
            }

            int main(void) {
              rdylib_string text = rdylib_string_of("three", 5), none = rdylib_string_of(NULL, 0);
              printf("%.*s %d\\n", (int)text.length, text.data, none.data != NULL && none.length == 0);
              rdylib_string_drop(text);
              rdylib_string_drop(none);
              say(rdylib_failf("%d of %s", 7, "nine"));
              say(rdylib_failf("%5000d", 7));
              say(rdylib_failf("%s", ""));
              say(rdylib_fail("plainly"));
              say(rdylib_fail_text("a part of it", 6));
              return 0;
            }
            """))
                .containsExactly("three 1", "9 7 of ", "5000      ", "0  ", "7 plai ", "6 a pa ");
    }

    /** Where there is but one call, gcc looks at what the format may be there, for all that the sanitizer says. */
    @Test
    void whatIsCalledOnceGivesNoWarning() throws Exception {
        Tool.require("cc");
        generate();
        Files.writeString(folder.resolve("once.c"), """
            #include "helped.h"

            int main(void) {
              rdylib_failure *failure = rdylib_failf("%d", 7);
              failure->drop(failure);
              return 0;
            }
            """);
        List<String> command = new ArrayList<>(List.of("cc", "-std=c11", "-O1", "-fsanitize=undefined"));
        command.addAll(WARNINGS);
        command.addAll(List.of("-c", "-o", "once.o", "once.c"));
        Tool.run(folder, command.toArray(String[]::new));
        assertThat(folder.resolve("once.o")).isNotEmptyFile();
    }

    @Test
    void whereThereIsNoMemoryAFailureSaysThat() throws Exception {
        assertThat(run("cc", "c", "-std=c11", """
            #include <stdlib.h>
            static void *none(size_t size) {
              (void)size;
              return NULL;
            }
            #define malloc none
            #include "helped.h"

            int main(void) {
              rdylib_failure *failure = rdylib_failf("%d", 7), *other = rdylib_fail("seven");
              printf("%s, %s, %d\\n", failure->message, other->message, rdylib_string_of("x", 1).data == NULL);
              failure->drop(failure);
              other->drop(other);
              return 0;
            }
            """)).containsExactly("out of memory, out of memory, 1");
    }

    private List<String> run(String compiler, String suffix, String standard, String source) throws Exception {
        Tool.require(compiler);
        generate();
        Files.writeString(folder.resolve("helped." + suffix), source);
        List<String> command = new ArrayList<>(List.of(compiler, standard));
        command.addAll(WARNINGS);
        command.addAll(List.of("-fsanitize=address,undefined", "-fno-sanitize-recover=all"));
        command.addAll(List.of("-o", "helped", "helped." + suffix));
        Tool.run(folder, command.toArray(String[]::new));
        return Tool.run(folder, folder.resolve("helped").toString());
    }

    private void generate() throws Exception {
        NativeBuild.generateC(
                Files.writeString(folder.resolve("helped.yaml"), "abi: 1\nlibrary: helped\nversion: 1.0.0\n"), folder);
    }
}
