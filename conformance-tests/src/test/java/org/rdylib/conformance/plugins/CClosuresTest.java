package org.rdylib.conformance.plugins;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * Functions of Java are called by the system's own SQLite and C library, and by one that keeps what it is lent. They know them
 * by an address and a {@code void *}.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CClosuresTest {

    private Path folder;
    private CLibrary sqlite;
    private CLibrary libc;
    private CLibrary dials;
    private Path dialsLibrary;

    @BeforeAll
    void build(@TempDir Path folder) throws Exception {
        this.folder = folder;
        sqlite = CLibrary.host(folder, "sqlite", "SqliteDriver.java");
        libc = CLibrary.host(folder, "libc", "LibcDriver.java");
        dials = CLibrary.host(folder, "dials", "DialsDriver.java");
        dialsLibrary = NativeBuild.library(folder, List.of(NativeBuild.PLUGINS.resolve("dials/dials.c")));
    }

    private List<String> sqlite(String what) throws Exception {
        return sqlite.run(what, CLibrary.installed("libsqlite3.so.0"), folder);
    }

    private List<String> libc(String what) throws Exception {
        return libc.run(what, CLibrary.installed("libc.so.6"), folder);
    }

    private List<String> dials(String what) throws Exception {
        return dials.run(what, dialsLibrary, folder);
    }

    @Test
    void rowsArriveInALambda() throws Exception {
        assertThat(sqlite("rows"))
                .containsExactly(
                        "[id, text] [Optional[1], Optional[one]]",
                        "[id, text] [Optional[2], Optional.empty]",
                        "[id, text] [Optional[3], Optional[drei ✓]]",
                        "Ok[value=UNIT]",
                        "Ok[value=UNIT]");
    }

    /** {@code SQLITE_ABORT} is 4. */
    @Test
    void aLambdasAnswerIsSqlites() throws Exception {
        assertThat(sqlite("rows-stopped")).containsExactly("1", "2", "Err[error=4]");
    }

    @Test
    void whatALambdaThrowsIsThrownByTheCallAroundItAndSqliteGoesOnNoFurther() throws Exception {
        assertThat(sqlite("rows-that-throw")).containsExactly("1", "2", "the same: true", "7", "Ok[value=UNIT]");
    }

    @Test
    void whatIsThrownInAnInnerCallIsTheInnerCalls() throws Exception {
        assertThat(sqlite("rows-in-rows")).containsExactly("outer 1", "caught inner", "out through");
    }

    @Test
    void aFunctionThatSqliteKeepsIsDroppedOnceItHasAnotherOrIsClosed() throws Exception {
        assertThat(sqlite("collation"))
                .containsExactly(
                        "Ok[value=UNIT]", "ab", "a", "", "kept 1", "dropped", "Ok[value=UNIT]", "kept 1", "kept 0");
    }

    @Test
    void aConnectionThatSqliteLendsToAClosureIsGoodUntilThatReturns() throws Exception {
        assertThat(sqlite("collation-that-is-missing"))
                .containsExactly(
                        "Ok[value=UNIT]",
                        "1 backwards",
                        "Ok[value=UNIT]",
                        "ab",
                        "a",
                        "",
                        "what a callback was given is used after it returned",
                        "dropped");
    }

    /** {@code SQLITE_MISUSE} is 21: {@code xDestroy} is not called then, as SQLite says. */
    @Test
    void aFunctionThatSqliteRefusesIsDroppedByTheCaller() throws Exception {
        assertThat(sqlite("collation-refused")).containsExactly("dropped", "Err[error=21]", "kept 0, refused 0");
    }

    @Test
    void aFunctionThatFailedIsNotCalledAgainByTheSameCall() throws Exception {
        assertThat(sqlite("collation-that-throws")).containsExactly("call 1, suppressed 0");
        assertThat(sqlite("update-that-throws")).containsExactly("row 1, suppressed 0");
    }

    /** {@code SQLITE_INTERRUPT} is 9. */
    @Test
    void aFunctionThatNobodyDropsIsCalledUntilAnotherIsSet() throws Exception {
        assertThat(sqlite("progress")).containsExactly("Err[error=9] after 3", "enough", "Ok[value=UNIT] after 3");
    }

    @Test
    void changesAreTold() throws Exception {
        assertThat(sqlite("update")).containsExactly("18 main.word 10", "9 main.word 1");
    }

    @Test
    void aLambdaIsCalledForEachOfManyRows() throws Exception {
        assertThat(sqlite("many-rows")).containsExactly("20000100000");
    }

    @Test
    void whereTheStackEndsNothingCrashes() throws Exception {
        assertThat(sqlite("without-stack")).containsExactly("StackOverflowError", "Ok[value=UNIT]");
    }

    @Test
    void whereTheStacksOfTwoThreadsEndEachIsToldOfItsOwn() throws Exception {
        assertThat(libc("without-stack-on-two-threads"))
                .containsExactlyInAnyOrder("StackOverflowError", "StackOverflowError", "[1, 2]", "[1, 2]", "kept 0");
    }

    @Test
    void whatIsLentForLongerThanACallIsCalledUntilWhatKeepsItIsGone() throws Exception {
        assertThat(dials("turned")).containsExactly("3 7", "kept 1", "gone, 7", "kept 0");
        assertThat(dials("turned-and-throws")).containsExactly("by 2", "1", "kept 0");
        assertThat(dials("turned-within")).containsExactly("ObjectBusyException", "0", "kept 0");
        assertThat(dials("of-nothing")).containsExactly("-1", "kept 0");
    }

    @Test
    void libcSortsByALambda() throws Exception {
        assertThat(libc("sorted")).containsExactly("true", "kept 0");
        assertThat(libc("sorted-by-one-that-throws")).containsExactly("no order [3, 1, 2] after 2", "kept 0");
    }

    @Test
    void aFunctionThatIsCalledOnceOnAnotherThreadIsDroppedThen() throws Exception {
        assertThat(libc("on-a-thread")).containsExactly("dropped", "42", "true", "kept 0");
        assertThat(libc("on-many-threads")).containsExactly("59700", "kept 0");
    }

    /** Nobody has called the library on that thread, who could be thrown what it throws. 13 is what {@code failed} says. */
    @Test
    void whatFailsOnAThreadOfTheLibrarysIsUncaughtThere() throws Exception {
        assertThat(libc("on-a-thread-that-fails")).containsExactly("dropped", "uncaught on a thread", "13", "kept 0");
    }
}
