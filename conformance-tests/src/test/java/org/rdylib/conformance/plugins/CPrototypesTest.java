package org.rdylib.conformance.plugins;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rdylib.conformance.Tool;

/** What {@code c:} says of zlib and SQLite is what their headers say: the C compiler is asked. */
class CPrototypesTest {

    private static final Map<String, String> TYPES = Map.of(
            "sqlite_Connection", "sqlite3",
            "sqlite_Statement", "sqlite3_stmt",
            "zlib_GzFile", "struct gzFile_s",
            "zlib_ZStream", "z_stream");

    /** C's own arrays of texts, and bytes, have no types that say so. */
    private static final Map<String, String> ADDRESSES = Map.of(
            "const char *const *", "char **",
            "const uint8_t *", "const void *");

    @TempDir
    Path folder;

    private Tool.Run check(String library, String header, String from, String to) throws Exception {
        CPrototypes.requireHeader(header);
        String text = Files.readString(NativeBuild.PLUGINS.resolve(library).resolve(library + ".yaml"));
        assertThat(text).contains(from);
        Path descriptor = Files.writeString(folder.resolve(library + ".yaml"), text.replace(from, to));
        Path generated = NativeBuild.generateC(descriptor, folder).getFirst();
        assertThat(CPrototypes.of(generated)).hasSizeGreaterThan(12);
        return CPrototypes.check(folder, header, generated, TYPES, ADDRESSES);
    }

    @ParameterizedTest
    @CsvSource({"sqlite, sqlite3.h", "zlib, zlib.h"})
    void everyFunctionIsCalledAsItsHeaderDeclares(String library, String header) throws Exception {
        assertThat(check(library, header, "exports:", "exports:"))
                .satisfies(run -> assertThat(run.exit()).as(run.text()).isZero());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "sqlite | sqlite3.h | [connection, sql.data, sql.length as c_int, return, null] | [connection,"
                        + " sql.length as c_int, sql.data, return, null]",
                "sqlite | sqlite3.h | [connection, sql.data, sql.length as c_int, return, null] | [connection,"
                        + " sql.data, sql.length, return, null]",
                "sqlite | sqlite3.h | [connection, sql.data, sql.length as c_int, return, null] | [connection,"
                        + " sql.data, sql.length as c_int, return]",
                "sqlite | sqlite3.h | [filename, return, flags, null] | [filename, flags, return, null]",
                "sqlite | sqlite3.h | as c_int, -1 as *mut c_void | as c_int, -1 as isize",
                "sqlite | sqlite3.h | [connection, sql, row.code, row.data, null] | [connection, row.code, sql,"
                        + " row.data, null]",
                "sqlite | sqlite3.h | [data, 0.length = 1.length as c_int, 0.data, 1.data] | [0.length = 1.length as"
                        + " c_int, 0.data, 1.data, data]",
                "sqlite | sqlite3.h | 0.data, 1.length as c_int, 1.data] | 0.data, 1.length as c_long, 1.data]",
                "sqlite | sqlite3.h | compare.data, compare.code, compare.drop] | compare.data, compare.drop,"
                        + " compare.code]",
                "sqlite | sqlite3.h | change: Box<dyn Fn(c_int, &CStr, &CStr, c_longlong)> | change: Box<dyn Fn(c_int,"
                        + " &CStr, &CStr, c_int)>",
                "zlib   | zlib.h    | [crc, data.data, data.length as c_uint] | [crc, data.data, data.length]",
                "zlib   | zlib.h    | [into.data, return(into.length), | [return(into.length), into.data,",
            })
    void whatTheHeaderDoesNotDeclareIsFound(String library, String header, String right, String wrong)
            throws Exception {
        assertThat(check(library, header, right, wrong).exit()).isNotZero();
    }
}
