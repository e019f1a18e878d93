package org.rdylib.conformance.plugins;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.rdylib.conformance.Tool;

/** What {@code c:} says of zlib, SQLite and glibc is what their headers say: the C compiler is asked. */
class CPrototypesTest {

    /** A library that is described. */
    @SuppressWarnings("ImmutableEnumChecker") // what it has is never changed
    enum Described {
        // C's own arrays of texts, and bytes, have no types that say so, nor has what its callbacks are lent.
        SQLITE(
                20,
                // A destructor may be -1, an address like any other to the generated prototype.
                false,
                Map.of("sqlite_Connection", "sqlite3", "sqlite_Statement", "sqlite3_stmt"),
                Map.of(
                        "const char *const *",
                        "char **",
                        "const uint8_t *",
                        "const void *",
                        "const sqlite_Connection *",
                        "sqlite_Connection *"),
                "sqlite3.h"),
        ZLIB(
                13,
                true,
                Map.of("zlib_GzFile", "struct gzFile_s", "zlib_ZStream", "z_stream"),
                Map.of("const uint8_t *", "const void *"),
                "zlib.h"),
        // What is passed on unseen is a number in the descriptor and a pointer in C.
        LIBC(
                3,
                true,
                Map.of(),
                Map.of("const int *", "const void *", "size_t (*", "void *(*", "size_t *out", "void **out"),
                "stdlib.h",
                "pthread.h");

        private final int functions;
        private final boolean keepsCodeApart;
        private final Map<String, String> types;
        private final Map<String, String> addresses;
        private final List<String> headers;

        Described(
                int functions,
                boolean keepsCodeApart,
                Map<String, String> types,
                Map<String, String> addresses,
                String... headers) {
            this.functions = functions;
            this.keepsCodeApart = keepsCodeApart;
            this.types = types;
            this.addresses = addresses;
            this.headers = List.of(headers);
        }
    }

    @TempDir
    Path folder;

    private Tool.Run check(Described library, String from, String to) throws Exception {
        library.headers.forEach(CPrototypes::requireHeader);
        String name = library.name().toLowerCase(Locale.ROOT);
        String text = Files.readString(NativeBuild.PLUGINS.resolve(name).resolve(name + ".yaml"));
        assertThat(text).contains(from);
        Path descriptor = Files.writeString(folder.resolve(name + ".yaml"), text.replace(from, to));
        Path generated = NativeBuild.generateC(descriptor, folder).getFirst();
        assertThat(CPrototypes.of(generated)).hasSizeGreaterThanOrEqualTo(library.functions);
        return CPrototypes.check(
                folder, library.headers, generated, library.types, library.addresses, library.keepsCodeApart);
    }

    @ParameterizedTest
    @EnumSource
    void everyFunctionIsCalledAsItsHeaderDeclares(Described library) throws Exception {
        assertThat(check(library, "exports:", "exports:"))
                .satisfies(run -> assertThat(run.exit()).as(run.text()).isZero());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SQLITE | [connection, sql.data, sql.length as c_int, return, null] | [connection,"
                        + " sql.length as c_int, sql.data, return, null]",
                "SQLITE | [connection, sql.data, sql.length as c_int, return, null] | [connection,"
                        + " sql.data, sql.length, return, null]",
                "SQLITE | [connection, sql.data, sql.length as c_int, return, null] | [connection,"
                        + " sql.data, sql.length as c_int, return]",
                "SQLITE | [filename, return, flags, null] | [filename, flags, return, null]",
                "SQLITE | as c_int, -1 as *mut c_void | as c_int, -1 as isize",
                "SQLITE | [connection, sql, row.code, row.data, null] | [connection, row.code, sql,"
                        + " row.data, null]",
                "SQLITE | [data, 0.length = 1.length as c_int, 0.data, 1.data] | [0.length = 1.length as"
                        + " c_int, 0.data, 1.data, data]",
                "SQLITE | 0.data, 1.length as c_int, 1.data] | 0.data, 1.length as c_long, 1.data]",
                "SQLITE | compare.data, compare.code, compare.drop] | compare.data, compare.drop," + " compare.code]",
                "SQLITE | Fn(c_int, &CStr, &CStr, c_longlong) | Fn(c_int, &CStr, &CStr, c_int)",
                "ZLIB | [crc, data.data, data.length as c_uint] | [crc, data.data, data.length]",
                "ZLIB | [into.data, return(into.length), | [return(into.length), into.data,",
                "LIBC | [values.data, values.length, 4 as usize, compare.code, compare.data] | [values.length,"
                        + " values.data, 4 as usize, compare.code, compare.data]",
                "LIBC | [values.data, values.length, 4 as usize, compare.code, compare.data] | [values.data,"
                        + " values.length, compare.code, 4 as usize, compare.data]",
                "LIBC | 4 as usize, compare.code, compare.data] | 4 as usize, compare.data, compare.code]",
                "LIBC | compare: [0, 1, data] | compare: [data, 0, 1]",
                "LIBC | FnMut(&c_int, &c_int) -> c_int | FnMut(&c_int, &c_int) -> c_long",
                "LIBC | [return, null, run.code, run.data] | [return, run.code, run.data, null]",
                "LIBC | Result<c_ulong, c_int> | Result<c_uint, c_int>",
                "LIBC | FnOnce() -> usize | FnOnce() -> u32",
                "LIBC | Result<usize, c_int> | Result<c_int, c_int>",
                "LIBC | {pass: [thread, return], ok: 0} | {pass: [return, thread], ok: 0}",
            })
    void whatTheHeaderDoesNotDeclareIsFound(Described library, String right, String wrong) throws Exception {
        assertThat(check(library, right, wrong).exit()).isNotZero();
    }
}
