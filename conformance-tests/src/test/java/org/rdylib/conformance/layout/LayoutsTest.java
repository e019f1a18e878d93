package org.rdylib.conformance.layout;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rdylib.conformance.Tool;
import org.rdylib.spec.Type;
import org.rdylib.spec.layout.Layout;
import org.rdylib.spec.layout.Layouts;
import org.rdylib.spec.layout.Slot;
import org.rdylib.spec.layout.Target;

/**
 * Every size, alignment and offset is that of gcc and of rustc. {@code -Drdylib.layout.seed} and {@code
 * -Drdylib.layout.types} choose other types, and more of them.
 */
class LayoutsTest {

    private static final long SEED = Long.getLong("rdylib.layout.seed", System.nanoTime());
    private static final int DECLARATIONS = Integer.getInteger("rdylib.layout.types", 1000);

    private final RandomTypes types =
            new RandomTypes(RandomGeneratorFactory.of("L64X128MixRandom").create(SEED), DECLARATIONS);
    private final Expressions expressions = new Expressions(types);

    @Test
    void layoutsAreThoseOfGcc(@TempDir Path folder) throws IOException {
        Tool.require("gcc");
        Files.writeString(folder.resolve("layouts.c"), CProgram.of(types, expressions));
        Tool.run(folder, "gcc", "-std=gnu11", "-O0", "-o", "layouts", "layouts.c");
        compare("gcc", Tool.run(folder, "./layouts"));
    }

    @Test
    void layoutsAreThoseOfRustc(@TempDir Path folder) throws IOException {
        Tool.require("rustc");
        Files.writeString(folder.resolve("layouts.rs"), RustProgram.of(types, expressions));
        Tool.run(folder, "rustc", "--edition", "2024", "-C", "opt-level=0", "layouts.rs");
        compare("rustc", Tool.run(folder, "./layouts"));
    }

    private void compare(String compiler, List<String> lines) {
        Map<String, String> theirs = new LinkedHashMap<>();
        lines.forEach(l -> theirs.put(l.substring(0, l.indexOf(' ')), l.substring(l.indexOf(' ') + 1)));
        Map<String, String> ours = ours();
        ours.keySet().retainAll(theirs.keySet());

        System.out.printf(
                "layouts against %s: seed %d, %d declarations, %d types, %d sizes or offsets%n",
                compiler, SEED, DECLARATIONS, expressions.all().size(), theirs.size());
        assertThat(theirs)
                .as("seed %d", SEED)
                .hasSizeGreaterThan(3 * DECLARATIONS)
                .isEqualTo(ours);
    }

    private Map<String, String> ours() {
        Layouts layouts = new Layouts(types, Target.X86_64_LINUX_GNU);
        Map<String, String> ours = new LinkedHashMap<>();
        expressions.all().forEach((type, name) -> {
            if (hasSize(type)) {
                Layout layout = layouts.of(type);
                ours.put(name, layout.size() + " " + layout.align());
                for (Slot slot : layout.slots()) {
                    ours.put(name + "." + slot.path(), slot.offset() + " " + slot.size());
                }
            }
        });
        return ours;
    }

    private static boolean hasSize(Type type) {
        return switch (type) {
            case Type.Unit _, Type.Slice _, Type.Str _, Type.CStr _, Type.InterfaceObject _, Type.Closure _ -> false;
            default -> true;
        };
    }
}
