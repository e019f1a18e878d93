package org.rdylib.spec.layout;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.rdylib.spec.Type;
import org.rdylib.spec.check.CheckedDescriptor;
import org.rdylib.spec.check.Descriptors;

/** The layouts in the reference of the language, {@code spec/README.md}, are those of each target. */
class LayoutReferenceTest {

    private static final String HEADING = "### An example of each\n";
    private static final Pattern EXAMPLE = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL);
    private static final Pattern ROW = Pattern.compile("^\\| `([\\w.]+)` \\|(.*)\\|$", Pattern.MULTILINE);

    @ParameterizedTest
    @EnumSource
    void thePartsOfTheExampleLieWhereTheReferenceSays(Target target) throws Exception {
        String section = section();
        Matcher example = EXAMPLE.matcher(section);
        assertThat(example.find()).isTrue();
        CheckedDescriptor descriptor =
                Descriptors.require(Descriptors.read("README.md", example.group(1), List.of(target)));
        Layouts layouts = new Layouts(descriptor, target);

        List<String> parts = ROW.matcher(section)
                .results()
                .map(row -> {
                    String told = row.group(2).split("\\|", -1)[column(target)].strip();
                    assertThat(told(layouts, row.group(1)))
                            .as("%s on %s", row.group(1), target.triple())
                            .isEqualTo(told);
                    return row.group(1);
                })
                .toList();
        assertThat(parts)
                .hasSizeGreaterThan(40)
                .containsAll(descriptor.descriptor().types().stream()
                        .map(t -> t.name())
                        .toList());
    }

    private static String section() throws IOException {
        String reference = Files.readString(Path.of("README.md"));
        int start = reference.indexOf(HEADING);
        return reference.substring(start, reference.indexOf("\n## ", start));
    }

    private static int column(Target target) {
        return switch (target) {
            case X86_64_LINUX_GNU, AARCH64_LINUX_GNU, X86_64_WINDOWS_MSVC, AARCH64_MACOS -> 0;
            case I686_LINUX_GNU -> 1;
            case WASM32 -> 2;
        };
    }

    /** What the table says of a type, or of a part that may be a part of a part. */
    private static String told(Layouts layouts, String path) {
        int dot = path.indexOf('.');
        if (dot < 0) {
            Layout layout = layouts.ofType(path);
            return "**" + layout.size() + ", " + layout.align() + "**";
        }
        Layout layout = layouts.ofType(path.substring(0, dot));
        String rest = path.substring(dot + 1);
        long offset = 0;
        while (true) {
            Slot slot = first(layout, rest);
            offset += slot.offset();
            if (slot.path().equals(rest)) {
                return offset + ", " + slot.size();
            }
            rest = rest.substring(slot.path().length() + 1);
            layout = layouts.of(type(slot));
        }
    }

    private static Slot first(Layout layout, String path) {
        return layout.slots().stream()
                .filter(s -> path.equals(s.path()) || path.startsWith(s.path() + "."))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no part " + path));
    }

    private static Type type(Slot slot) {
        return switch (slot.content()) {
            case Slot.Content.Value v -> v.type();
            case Slot.Content.Tag _, Slot.Content.BuiltIn _ -> throw new AssertionError(slot.path() + " has no parts");
        };
    }
}
