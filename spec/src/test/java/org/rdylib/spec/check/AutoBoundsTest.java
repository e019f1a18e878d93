package org.rdylib.spec.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rdylib.spec.Bound;
import org.rdylib.spec.TypeDeclaration;

/**
 * Which bounds a type has by itself. That {@code Send}, {@code Sync} and {@code Clone} are as in Rust is tested with
 * rustc, elsewhere.
 */
class AutoBoundsTest {

    private static final String HEAD = """
        abi: 1
        library: sample
        version: 1.0.0
        types:
          Plain: {struct: {a: u32, b: "(f64, [u8; 4])"}}
          Level: {enum: {Low, High}}
          List: {struct: {value: u32, next: "Option<Box<List>>"}}
          Even: {struct: {odd: "Option<Box<Odd>>", code: "*const u8"}}
          Odd: {struct: {even: "Option<Box<Even>>"}}
        interfaces:
          I: {methods: {m: "fn(&self)"}}
        """;

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        u64                                | Send Sync Clone Const Portable
        Plain                              | Send Sync Clone Const Portable
        Option<(Level, [Plain; 2])>        | Send Sync Clone Const Portable
        Result<(), Level>                  | Send Sync Clone Const Portable
        # what has a pointer means nothing in another process
        &'a str                            | Send Sync Clone Const
        Box<u8>                            | Send Sync Clone Const
        Vec<Plain>                         | Send Sync Clone Const
        String                             | Send Sync Clone Const
        Option<Arc<Plain>>                 | Send Sync Clone Const
        fn(&mut u8) -> *mut u8             | Send Sync Clone Const
        List                               | Send Sync Clone Const
        # what can be written to is not constant, and there is one of it
        &'a mut u8                         | Send Sync
        Box<&'a mut u8>                    | Send Sync
        &'a &'a mut u8                     | Send Sync Clone
        # an object is what it says
        Box<dyn I>                         | ``
        &'a (dyn I + 'a)                   | Clone
        &'a (dyn I + Sync + 'a)            | Send Sync Clone
        Arc<dyn I + Sync + Const>          | Clone Const
        Box<dyn Fn() + Const + Send>       | Send Const
        # a raw pointer is a number that can be copied
        *const u8                          | Clone
        Even                               | Clone
        Odd                                | Clone
        Vec<&'a Odd>                       | Clone
        """)
    void boundsOfAType(String type, String bounds) throws Exception {
        String text = HEAD.replace(
                "interfaces:\n", "  T<'a>: {struct: {use_: \"fn(&'a u8)\", t: \"" + type + "\"}}\ninterfaces:\n");
        CheckedDescriptor checked = Descriptors.require("sample.yaml", text);
        TypeDeclaration.Struct struct = (TypeDeclaration.Struct) checked.type("T");
        Set<Bound> expected = Arrays.stream(bounds.split(" "))
                .filter(b -> !b.isEmpty())
                .map(b -> Bound.of(b).orElseThrow())
                .collect(Collectors.toSet());
        for (Bound bound : Bound.values()) {
            boolean inAll = expected.contains(bound);
            assertThat(checked.has(struct.fields().get(1).type(), bound))
                    .as("%s", bound)
                    .isEqualTo(inAll);
            // The other field has them all but Portable.
            assertThat(checked.boundsOf("T").contains(bound)).isEqualTo(inAll && bound != Bound.PORTABLE);
        }
    }
}
