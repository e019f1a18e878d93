package org.rdylib.conformance.plugins;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rdylib.conformance.Tool;
import org.rdylib.loader.MalformedLibraryException;
import org.rdylib.loader.ObjectDroppedException;
import org.rdylib.loader.OtherLibraryException;
import org.rdylib.loader.RegionClosedException;

/** The system's own zlib and SQLite, which nobody wrote for this, are called through generated stubs. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CLibrariesTest {

    private Path folder;
    private CLibrary zlib;
    private CLibrary sqlite;

    @BeforeAll
    void build(@TempDir Path folder) throws Exception {
        this.folder = folder;
        zlib = CLibrary.host(folder, "zlib", "ZlibDriver.java");
        sqlite = CLibrary.host(folder, "sqlite", "SqliteDriver.java");
    }

    private List<String> zlib(String what) throws Exception {
        return zlib.run(what, CLibrary.installed("libz.so.1"), folder);
    }

    private List<String> sqlite(String what) throws Exception {
        return sqlite.run(what, CLibrary.installed("libsqlite3.so.0"), folder);
    }

    @Test
    void zlibTellsItsVersion() throws Exception {
        assertThat(zlib("version")).singleElement().asString().matches("1\\.\\d+(\\.\\d+)*");
    }

    /** The check value of CRC-32 for {@code 123456789} is in every catalogue of such codes. */
    @Test
    void checksumsAreThoseOfJava() throws Exception {
        assertThat(zlib("checksums"))
                .containsExactly(
                        "true true", "true true", "true true", "true true", "true true", "true true", "cbf43926");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "deflated-here-and-inflated-by-java",
                "deflated-by-java-and-inflated-here",
                "inflated-by-a-stream"
            })
    void dataSurvives(String what) throws Exception {
        assertThat(zlib(what)).hasSize(6).containsOnly("true");
    }

    /** {@code Z_DATA_ERROR} is -3. */
    @Test
    void damagedDataIsAnError() {
        assertThatThrownBy(() -> zlib("damaged")).hasMessage("zlib: -3");
    }

    /** {@code Z_BUF_ERROR} is -5: the length of what is passed is what zlib is told. */
    @Test
    void whatHasTooLittleRoomIsAnError() {
        assertThatThrownBy(() -> zlib("too-little-room")).hasMessage("zlib: -5");
    }

    @Test
    void aStreamIsOwnedAndClosed() throws Exception {
        assertThat(zlib("stream")).containsExactly("100000", "true", "100000 true", "0 1", "Optional.empty");
    }

    @Test
    void aStreamIsNotUsedOnceItIsClosed() {
        assertThatThrownBy(() -> zlib("stream-used-after-close"))
                .isInstanceOf(ObjectDroppedException.class)
                .hasMessageContaining("GzFile");
    }

    @Test
    void aQueryGivesItsRows() throws Exception {
        assertThat(sqlite("query"))
                .containsExactly(
                        "changes 3, last 3",
                        "2|NULL|2.25",
                        "3|drei ✓|-1.0E300",
                        "3|drei ✓|-1.0E300",
                        "0|9223372036854775807|0.0");
    }

    @Test
    void anErrorIsWhatSqliteSays() throws Exception {
        assertThat(sqlite("error"))
                .containsExactly("Err[error=1]", "Ok[value=Optional.empty]", "near \"SELEC\": syntax error");
    }

    /** {@code SQLITE_RANGE} is 25. The text has a NUL, where {@code length} of SQLite's ends. */
    @Test
    void textsAreBound() throws Exception {
        assertThat(sqlite("texts")).containsExactly("Ok[value=UNIT]", "Ok[value=UNIT]", "Err[error=25]", "constant 1");
    }

    @Test
    void whatIsExecutedAnswersWithACode() throws Exception {
        assertThat(sqlite("executed")).containsExactly("Ok[value=UNIT]", "2", "Err[error=1]", "no such table: wort");
    }

    @Test
    void aPlaceIsFilledBetweenConstants() throws Exception {
        assertThat(sqlite("placed")).containsExactly("0", "7|7|7.0");
    }

    /** {@code SQLITE_CANTOPEN} is 14, {@code SQLITE_MISUSE} 21. */
    @Test
    void whatCannotBeOpenedIsAnError() throws Exception {
        assertThat(sqlite("not-opened")).containsExactly("Err[error=14]", "Err[error=21]");
    }

    /** The same calls by a program in C, compiled with the library's own header. */
    @Test
    void zlibAnswersAsItDoesInC() throws Exception {
        assertThat(zlib("as-c")).isEqualTo(inC("zlib", "zlib.h", "-lz")).hasSize(7);
    }

    @Test
    void sqliteAnswersAsItDoesInC() throws Exception {
        assertThat(sqlite("as-c"))
                .isEqualTo(inC("sqlite", "sqlite3.h", "-lsqlite3"))
                .hasSizeGreaterThan(15);
    }

    private List<String> inC(String name, String header, String library) throws Exception {
        CPrototypes.requireHeader(header);
        Path program = folder.resolve(name + "-in-c");
        Tool.run(
                Path.of(""),
                "cc",
                "-std=c11",
                "-Wall",
                "-Werror",
                NativeBuild.PLUGINS.resolve(name).resolve("as_c.c").toString(),
                "-o",
                program.toString(),
                library);
        return Tool.run(folder, program.toString());
    }

    @Test
    void aConnectionIsNotClosedBeforeItsStatement() throws Exception {
        assertThat(sqlite("closed-before-its-statement"))
                .containsExactly(
                        "ObjectBusyException", "Connection is closed while Statement borrows from it", "1|1|1.0");
    }

    @Test
    void aColumnsTextEndsWithTheNextStep() {
        assertThatThrownBy(() -> sqlite("text-kept-over-a-step")).isInstanceOf(RegionClosedException.class);
    }

    @Test
    void aStatementIsNotUsedOnceItIsClosed() {
        assertThatThrownBy(() -> sqlite("used-after-close")).isInstanceOf(ObjectDroppedException.class);
    }

    @Test
    void aConnectionThatIsOnlyLentIsNotClosed() throws Exception {
        assertThat(sqlite("connection-of-a-statement")).containsExactly("3", "1|1|1.0");
    }

    @Test
    void aConnectionIsOfOneThreadAsLongAsItHasAStatementOnThat() throws Exception {
        assertThat(sqlite("connection-on-two-threads"))
                .containsExactly("ObjectBusyException", "1|1|1.0", "3", "[2|2|2.0]", "3|3|3.0");
    }

    @Test
    void aPlaceForAStatementMustBeEmpty() {
        assertThatThrownBy(() -> sqlite("place-that-is-full"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("prepare_into(statement)");
    }

    @Test
    void aConnectionIsNotPassedToAnotherLibrary() {
        assertThatThrownBy(() -> sqlite("connection-of-another-load")).isInstanceOf(OtherLibraryException.class);
    }

    @Test
    void aLibraryIsNotUnloadedUnderAnOpenConnection() throws Exception {
        assertThat(sqlite("unloaded-with-an-open-connection")).containsExactly("LibraryInUseException");
    }

    @Test
    void aLibraryWithoutADescriptorIsTrustedOnlyWhereThatIsSaid() {
        assertThatThrownBy(() -> sqlite("without-descriptor"))
                .isInstanceOf(MalformedLibraryException.class)
                .hasMessageContaining("has no descriptor")
                .hasMessageContaining("taken at its word by `loadTrusted`");
    }

    @Test
    void connectionsAndStatementsComeAndGo() throws Exception {
        assertThat(sqlite("many")).containsExactly("done");
    }
}
