package org.rdylib.loader.stub;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.rdylib.loader.UnlinkableLibraryException;
import org.rdylib.loader.testing.CLibrary;
import org.rdylib.spec.Code;

/** Libraries in which something is missing, or which need others. */
class LinkTest extends MarkedLibraries {

    @Test
    void aSymbolThatIsMissingIsNamed() {
        Path library = Tiny.note(library("int tiny_other(void) { return 1; }"), Tiny.DESCRIPTOR)
                .build("libmissing.so");
        assertThat(refused(
                        UnlinkableLibraryException.class,
                        Code.SYMBOL_MISSING,
                        () -> Tiny.load(library, Tiny.DESCRIPTOR)))
                .hasMessageContaining("tiny_answer");
        String importing = Tiny.DESCRIPTOR + "imports: {log: \"fn()\"}\n";
        Path noImports = Tiny.note(library(ANSWER.replace("open(MARK", "open(\"/dev/null\"")), importing)
                .build("libnoimports.so");
        assertThat(refused(
                        UnlinkableLibraryException.class, Code.SYMBOL_MISSING, () -> Tiny.load(noImports, importing)))
                .hasMessageContaining("tiny_imports");
    }

    @Test
    void importsThatSomebodyElseHasBoundStayHis() {
        String importing = Tiny.DESCRIPTOR + "imports: {log: \"fn()\"}\n";
        String source = "int tiny_answer(void) { return 42; } static void *another[1]; void **tiny_imports = another;";
        Path bound = Tiny.note(library(source), importing).build("libbound.so");
        assertThat(refused(UnlinkableLibraryException.class, Code.CANNOT_OPEN, () -> Tiny.load(bound, importing)))
                .hasMessageContaining("its imports are bound: it was not by this copy of rdylib.loader");
    }

    @Test
    void whatTheLinkerSaysReachesTheUser() {
        Path undefined = Tiny.note(
                        library(ANSWER + "void missing_one(void); void f(void) { missing_one(); }"), Tiny.DESCRIPTOR)
                .build("libundefined.so");
        assertThat(refused(
                        UnlinkableLibraryException.class,
                        Code.CANNOT_OPEN,
                        () -> Tiny.load(undefined, Tiny.DESCRIPTOR)))
                .hasMessageContaining("libundefined.so")
                .hasMessageContaining("undefined symbol: missing_one")
                .hasMessageNotContaining("/proc/self");
    }

    @Test
    void aMissingDependencyIsNamed() throws IOException {
        Path needed =
                CLibrary.in(folder).source("int needed(void) { return 1; }").build("libmissing.so");
        Path library = needing("missing").build("libneeding.so");
        Files.delete(needed);
        assertThat(refused(
                        UnlinkableLibraryException.class, Code.CANNOT_OPEN, () -> Tiny.load(library, Tiny.DESCRIPTOR)))
                .hasMessageContaining("libmissing.so: cannot open shared object file");
    }

    @Test
    void whatALibraryNeedsIsFoundBesideIt() {
        CLibrary.in(folder)
                .source("int needed(void) { return 1; }")
                .flag("-Wl,-soname,libbeside.so")
                .build("libbeside.so");
        Path library = needing("beside").flag("-Wl,-rpath,$ORIGIN").build("libneeding.so");
        assertThat(Tiny.call(Tiny.load(library, Tiny.DESCRIPTOR), "answer")).isEqualTo(42);
    }

    @Test
    void whatALibraryNeedsAndCannotBeFoundBesideItIsExplained() {
        CLibrary.in(folder).source("int needed(void) { return 1; }").build("libnameless.so");
        Path library = needing("nameless").flag("-Wl,-rpath,$ORIGIN").build("libneeding.so");
        assertThat(refused(
                        UnlinkableLibraryException.class, Code.CANNOT_OPEN, () -> Tiny.load(library, Tiny.DESCRIPTOR)))
                .hasMessageContaining("libnameless.so: cannot open shared object file")
                .hasMessageContaining("$ORIGIN")
                .hasMessageContaining("LD_LIBRARY_PATH");
    }

    /** Needs a library of that name; names are the process's, so each test has its own. */
    private CLibrary needing(String name) {
        return Tiny.note(
                        library(ANSWER.replace("return 42", "return 41 + needed()")
                                .replace("int32_t", "int needed(void); int32_t")),
                        Tiny.DESCRIPTOR)
                .flag("-L" + folder)
                .flag("-l" + name);
    }
}
