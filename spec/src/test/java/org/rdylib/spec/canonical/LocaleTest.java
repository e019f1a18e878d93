package org.rdylib.spec.canonical;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.TimeZone;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is said of a descriptor, and its canonical form, are the same wherever in the world it is read. */
class LocaleTest {

    /** Two i's in two cases each, digits of their own, and calendars. */
    @ParameterizedTest
    @ValueSource(strings = {"tr-TR", "th-TH-u-ca-buddhist-nu-thai", "ar-EG-u-nu-arab", "lt-LT", "de-DE"})
    void doesNotMatter(String tag) throws IOException {
        Map<String, String> before = Sayings.all();
        assertThat(before.get("defaults")).contains("\"1234567.25\"", "\"-2000000000\"", "[u8; 1234567]", "4294967295");
        Locale locale = Locale.getDefault();
        TimeZone zone = TimeZone.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag(tag));
            TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Kiritimati"));
            assertThat(Sayings.all()).isEqualTo(before);
        } finally {
            Locale.setDefault(locale);
            TimeZone.setDefault(zone);
        }
    }
}
