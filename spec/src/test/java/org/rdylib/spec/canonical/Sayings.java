package org.rdylib.spec.canonical;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.rdylib.spec.Diagnostic;
import org.rdylib.spec.check.Checked;
import org.rdylib.spec.check.Descriptors;
import org.rdylib.spec.layout.Target;

/** What is said of many descriptors, right ones and broken ones, to be compared with what is said of them elsewhere. */
final class Sayings {

    private static final Path BROKEN = Path.of("src/test/resources/broken");

    private Sayings() {}

    /** By what was read: its canonical form, if it has one, and all that was found. */
    static Map<String, String> all() throws IOException {
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

    /** The SHA-256 of all of it, in hexadecimal digits. */
    static String digest() throws Exception {
        byte[] all = String.join(
                        "\n", all().entrySet().stream().map(Map.Entry::toString).toList())
                .getBytes(StandardCharsets.UTF_8);
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(all));
    }

    /** Prints in what surroundings, and {@link #digest}. */
    public static void main(String[] arguments) throws Exception {
        System.out.println(Charset.defaultCharset() + " " + Locale.getDefault().toLanguageTag());
        System.out.println(digest());
    }
}
