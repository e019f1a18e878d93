package org.rdylib.loader.stub;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rdylib.spec.Type;
import org.rdylib.spec.TypeDeclaration;
import org.rdylib.spec.check.CheckedDescriptor;
import org.rdylib.spec.check.Descriptors;
import org.rdylib.spec.layout.Layouts;
import org.rdylib.spec.layout.Target;

/** What lies in fields that the stub does not know is freed, once, wherever it is in them: Java's own account tells. */
class DestroyingTest {

    private static final String TYPES = """
        abi: 1
        library: destroying
        version: 1.0.0
        types:
          Pair: {struct: {n: u32, text: String}}
          Wide: {enum: {None: , Some: "(u8, String)", Two: {a: "Box<str>", b: "Box<u64>"}}, repr: u16}
          Holder: {struct: {value: "HELD"}}
        exports: {f: "fn(h: Holder, p: Pair, w: Wide)"}
        """;

    private final MemorySegment memory = Arena.ofAuto().allocate(512, 16);
    private final Making making = new Making(null);

    private static Optional<Owned.Freer> freer(String type) throws Exception {
        CheckedDescriptor descriptor = Descriptors.require("test.yaml", TYPES.replace("HELD", type));
        Layouts layouts = new Layouts(descriptor, Target.X86_64_LINUX_GNU);
        TypeDeclaration.Struct holder = (TypeDeclaration.Struct) descriptor.type("Holder");
        Type value = holder.fields().getFirst().type();
        return new Destroying(descriptor, layouts, new DropFunctions()).of(value);
    }

    /** Puts owned texts at some offsets, and a byte at each of some others, and frees the whole. */
    private void frees(String type, long[] texts, long... bytes) throws Exception {
        long living = Making.living();
        long refused = Making.refused();
        for (long at : texts) {
            making.string("text", memory.address() + at, "here");
        }
        for (int i = 0; i < bytes.length; i += 2) {
            Memory.putByte(memory.address() + bytes[i], (byte) bytes[i + 1]);
        }
        assertThat(Making.living()).isEqualTo(living + texts.length);
        making.handOver();
        freer(type).orElseThrow().free(memory.address());
        assertThat(Making.living()).as(type).isEqualTo(living);
        assertThat(Making.refused()).isEqualTo(refused);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "u8",
                "&'dylib str",
                "Option<&'dylib [String]>",
                "(u8, f64)",
                "[u8; 4]",
                "fn()",
                "Option<fn()>",
                "()"
            })
    void whatOwnsNothingNeedsNothing(String type) throws Exception {
        assertThat(freer(type.equals("()") ? "Option<()>" : type)).isEmpty();
    }

    @Test
    void aTextIsFreedWhereverItStands() throws Exception {
        frees("String", new long[] {0});
        frees("Option<String>", new long[] {0});
        frees("(u64, String, String)", new long[] {8, 40});
        frees("[String; 3]", new long[] {0, 32, 64});
        frees("Pair", new long[] {8});
        frees("Option<Pair>", new long[] {16}, 0, 1);
        frees("Result<String, Pair>", new long[] {8}, 0, 0);
        frees("Result<String, Pair>", new long[] {16}, 0, 1);
        frees("Option<(String, [String; 2])>", new long[] {8, 40, 72}, 0, 1);
        frees("Wide", new long[] {8}, 0, 1, 1, 0);
    }

    @Test
    void whatIsNotThereIsNotFreed() throws Exception {
        frees("Option<String>", new long[0]);
        frees("Option<Pair>", new long[0], 0, 0);
        frees("Wide", new long[0], 0, 0, 1, 0);
        frees("Wide", new long[0], 0, 9, 1, 9);
    }

    @Test
    void boxesAndSharesAreFreedWithWhatTheyHold() throws Exception {
        long living = Making.living();
        long at = memory.address();
        making.string("inner", making.box(at, 32, 8, Owned::freeVector), "here");
        making.boxedString("text", at + 16, "here");
        making.shared(at + 40, 8, 8);
        making.string("element", making.vector(at + 56, 1, 32, 8, Owned::freeVector), "here");
        making.handOver();
        assertThat(Making.living()).isEqualTo(living + 6);
        freer("(Box<String>, Box<str>, Arc<u64>, Vec<String>)").orElseThrow().free(at);
        assertThat(Making.living()).isEqualTo(living);
        making.boxedString("a", at + 8, "here");
        making.box(at + 32, 8, 8);
        making.handOver();
        Memory.putByte(at, (byte) 2);
        Memory.putByte(at + 1, (byte) 0);
        freer("Wide").orElseThrow().free(at);
        assertThat(Making.living()).isEqualTo(living);
    }
}
