package org.rdylib.spec.canonical;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TimeZone;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rdylib.spec.Diagnostic;
import org.rdylib.spec.check.Checked;
import org.rdylib.spec.check.Descriptors;
import org.rdylib.spec.layout.Target;

/** What is said of a descriptor, and its canonical form, are the same wherever in the world it is read. */
class LocaleTest {

    private static final Path BROKEN = Path.of("src/test/resources/broken");

    /** By what was read: its canonical form, if it has one, and all that was found. */
    private static Map<String, String> all() throws IOException {
        Map<String, String> all = new TreeMap<>();
        try (Stream<Path> files = Files.list(BROKEN)) {
            for (Path file : files.filter(f -> f.toString().endsWith(".yaml")).toList()) {
                all.put(file.toString(), said(Descriptors.read(file, List.of(Target.values()))));
            }
        }
        var examples =
                Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL).matcher(Files.readString(Path.of("README.md")));
        for (int i = 0; examples.find(); i++) {
            all.put("example " + i, said(Descriptors.read("README.md", examples.group(1))));
        }
        all.put("numbers", said(Descriptors.read("numbers.yaml", """
            abi: 1
            library: iIıİ
            version: 1.0.0
            """)));
        all.put("defaults", said(Descriptors.read("defaults.yaml", """
            abi: 1
            library: title
            version: 10.20.30
            types:
              Sizes:
                evolves: append
                struct:
                  size: "[u8; 1234567]"
                  i: {type: i64, default: -1_234_567}
                  f: {type: f64, default: 1234567.25}
                  g: {type: f32, default: -2e9}
              Big: {enum: {I: 1234567890, i: 0xFFFF_FFFF}, repr: u32}
            """)));
        return all;
    }

    private static String said(Checked checked) {
        StringBuilder said = new StringBuilder();
        checked.descriptor()
                .map(CanonicalForm::of)
                .ifPresent(
                        f -> said.append(f.binding()).append(f.annotations()).append(Arrays.toString(f.fingerprint())));
        for (Diagnostic d : checked.diagnostics()) {
            said.append(d);
        }
        return said.toString();
    }

    /** Two i's in two cases each, digits of their own, and calendars. */
    @ParameterizedTest
    @ValueSource(strings = {"tr-TR", "th-TH-u-ca-buddhist-nu-thai", "ar-EG-u-nu-arab", "lt-LT", "de-DE"})
    void doesNotMatter(String tag) throws IOException {
        Map<String, String> before = all();
        assertThat(before.get("defaults")).contains("\"1234567.25\"", "\"-2000000000\"", "[u8; 1234567]", "4294967295");
        Locale locale = Locale.getDefault();
        TimeZone zone = TimeZone.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag(tag));
            TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Kiritimati"));
            assertThat(all()).isEqualTo(before);
        } finally {
            Locale.setDefault(locale);
            TimeZone.setDefault(zone);
        }
    }
}
