package org.rdylib.verifier.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rdylib.spec.Code;

class DefinedSymbolsTest {

    private static final String NOWHERE = "nowhere_at_all";

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"gnu", "sysv", "both"})
    void whatIsVisibleIsFoundByWhicheverTable(String style) throws Exception {
        StringBuilder source = new StringBuilder("""
            #define HIDDEN __attribute__((visibility("hidden")))
            int data = 1; int zeros[4]; __thread int local = 2;
            __attribute__((weak)) int weak(void) { return 3; }
            HIDDEN int hidden(void) { return 4; }
            static int still(void) { return 5; }
            extern int puts(const char *);
            int f(void) { puts(""); return still() + hidden(); }
            """);
        Set<String> wanted = new HashSet<>(Set.of("data", "zeros", "local", "weak", "f"));
        for (int i = 0; i < 500; i++) {
            source.append("int many_" + i + "(void) { return " + i + "; }\n");
            wanted.add("many_" + i);
        }
        Path library = Cc.library(folder, "l.so", source.toString(), "-Wl,--hash-style=" + style);

        Set<String> asked = new HashSet<>(wanted);
        asked.addAll(Set.of("hidden", "still", NOWHERE, "many_500", "many", ""));
        assertThat(DefinedSymbols.of(library, Machine.X86_64, asked).found()).isEqualTo(wanted);
    }

    @Test
    void aVersionThatTheNameAloneDoesNotMeanIsNotFound() throws Exception {
        Path script = Files.writeString(folder.resolve("script"), "V1 { global: old; both; }; V2 { global: both; };\n");
        Path library = Cc.library(folder, "l.so", """
            __asm__(".symver old_1, old@V1"); int old_1(void) { return 1; }
            __asm__(".symver both_1, both@V1"); int both_1(void) { return 2; }
            __asm__(".symver both_2, both@@V2"); int both_2(void) { return 3; }
            """, "-Wl,--version-script=" + script);

        assertThat(DefinedSymbols.of(library, Machine.X86_64, Set.of("old", "both"))
                        .found())
                .containsExactly("both");
    }

    @Test
    void whatIsNeededIsLookedIntoLevelByLevel() throws Exception {
        Path deep = Cc.library(folder, "libdeep.so", "int deep(void) { return 1; }", "-Wl,-soname,libdeep.so");
        Cc.library(
                folder,
                "libnear.so",
                "int near(void) { return 1; }",
                "-Wl,-soname,libnear.so",
                "-Wl,--no-as-needed",
                "-L" + folder,
                "-ldeep",
                "-Wl,-rpath,$ORIGIN");
        Path library = Cc.library(
                folder,
                "l.so",
                "int own(void) { return 1; }",
                "-Wl,--no-as-needed",
                "-L" + folder,
                "-lnear",
                "-Wl,-rpath,$ORIGIN");
        Set<String> names = Set.of("own", "near", "deep", "malloc", NOWHERE);

        DefinedSymbols found = DefinedSymbols.of(library, Machine.X86_64, names);
        assertThat(found.found()).containsExactlyInAnyOrder("own", "near", "deep", "malloc");
        assertThat(found.unread()).isEmpty();

        Files.delete(deep);
        found = DefinedSymbols.of(library, Machine.X86_64, names);
        assertThat(found.found()).containsExactlyInAnyOrder("own", "near", "malloc");
        assertThat(found.unread()).containsExactly("libdeep.so");
        assertThat(DefinedSymbols.of(library, Machine.X86_64, Set.of("own")).unread())
                .as("nobody asks")
                .isEmpty();
    }

    @Test
    void aDamagedTableIsNamed() throws Exception {
        byte[] bytes =
                Files.readAllBytes(Cc.library(folder, "l.so", "int f(void) { return 1; }", "-Wl,--hash-style=gnu"));
        ElfFile file = ElfFile.read(Source.of(ByteBuffer.wrap(bytes)), Machine.X86_64);
        DynamicSection section = DynamicSection.read(file);
        long table = section.part(section.first(0x6ffffef5L).orElseThrow(), "").offset();
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putInt((int) table + 8, -1);
        Path damaged = Files.write(folder.resolve("damaged.so"), bytes);

        assertThatThrownBy(() -> DefinedSymbols.of(damaged, Machine.X86_64, Set.of("f")))
                .isInstanceOfSatisfying(
                        LibraryImageException.class, e -> assertThat(e.code()).isEqualTo(Code.TRUNCATED_LIBRARY))
                .hasMessageContaining("the hash table of symbols is shorter than it says");
    }

    @Test
    void withoutAHashTableNothingIsFoundAsByTheSystem() throws Exception {
        byte[] bytes =
                new ElfWriter(Machine.X86_64).write("{}", "{}", "libm.so.6").array();
        Path library = Files.write(folder.resolve("l.so"), bytes);

        assertThat(DefinedSymbols.of(library, Machine.X86_64, Set.of("f")).found())
                .isEmpty();
    }
}
