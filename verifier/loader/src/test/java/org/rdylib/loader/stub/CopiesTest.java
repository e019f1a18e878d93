package org.rdylib.loader.stub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.junit.jupiter.api.Test;
import org.rdylib.loader.OtherLibraryException;
import org.rdylib.loader.Ref;
import org.rdylib.loader.Region;
import org.rdylib.loader.UnknownVariant;
import org.rdylib.loader.internal.RunningTarget;
import org.rdylib.loader.testing.OtherThread;
import org.rdylib.spec.InvalidDescriptorException;
import org.rdylib.spec.check.CheckedDescriptor;
import org.rdylib.spec.check.Descriptors;

/** What a library knows and the stub does not stays with that library. */
class CopiesTest {

    private static final String STUB = """
        abi: 1
        library: test
        version: 1.0.0
        types:
          Unit: {evolves: append, enum: {Metre}}
          Event: {evolves: append, storage: 32, enum: {None: , One: "(&'static dyn Horn)"}}
          Plan: {evolves: append, struct: {number: u32, unit: {type: Unit, default: Metre}}}
        interfaces:
          Horn: {methods: {sound: "fn(&self)"}}
        exports: {f: "fn(event: Event, plan: &Plan)"}
        """;
    private static final String OLDER = STUB.replace(", unit: {type: Unit, default: Metre}", "");
    private static final String HIGHER = STUB.replace("{Metre}", "{Metre, Mile}");
    private static final String LONGER =
            STUB.replace("default: Metre}", "default: Metre}, more: {type: u32, default: 1}");
    private static final String NEWER = STUB.replace(
            "dyn Horn)\"",
            "dyn Horn)\", Text: \"(&'static str)\", Three: \"(&'static dyn Horn)\", Alone: \"(&'static mut u8)\"");

    private static final int TEXT = 2;
    private static final int HORN = 3;
    private static final int ALONE = 4;

    private final MemorySegment memory = Arena.ofAuto().allocate(32, 8);
    private final long at = memory.address();

    /** Those of a library with that copy. */
    private static Copies copies(String plugin) throws InvalidDescriptorException {
        return Growth.between(checked(STUB), checked(plugin), RunningTarget.require(), new DropFunctions())
                .ofOne();
    }

    private static CheckedDescriptor checked(String text) throws InvalidDescriptorException {
        return Descriptors.require("test.yaml", text);
    }

    private UnknownVariant unknown(Copies copies, int tag) {
        memory.set(ValueLayout.JAVA_BYTE, 0, (byte) tag);
        return copies.unknown("Event", tag, at, 32);
    }

    @Test
    void anUnknownVariantGoesBackToItsLibraryAlone() throws InvalidDescriptorException {
        for (String plugin : new String[] {STUB, OLDER, NEWER}) {
            Copies copies = copies(plugin);
            Copies again = copies(plugin);
            UnknownVariant variant = unknown(copies, TEXT);
            memory.fill((byte) 0);
            copies.put(variant, "Event", at);
            assertThat(memory.get(ValueLayout.JAVA_BYTE, 0)).isEqualTo((byte) TEXT);
            assertThatExceptionOfType(OtherLibraryException.class).isThrownBy(() -> again.put(variant, "Event", at));
            assertThat(variant).isEqualTo(unknown(copies, TEXT)).isNotEqualTo(unknown(again, TEXT));
        }
    }

    @Test
    void itStaysOnItsThreadUnlessItIsKnownToBeOfAll() throws Throwable {
        Copies newer = copies(NEWER);
        UnknownVariant text = unknown(newer, TEXT);
        UnknownVariant horn = unknown(newer, HORN);
        Copies same = copies(STUB);
        UnknownVariant later = unknown(same, TEXT);
        OtherThread.run(() -> {
            newer.put(text, "Event", at);
            assertThatExceptionOfType(WrongThreadException.class).isThrownBy(() -> newer.put(horn, "Event", at));
            assertThatExceptionOfType(WrongThreadException.class).isThrownBy(() -> same.put(later, "Event", at));
        });
        newer.put(horn, "Event", at);
        same.put(later, "Event", at);
    }

    @Test
    void whatThereMayBeOnlyOneOfIsNotPassedOn() throws InvalidDescriptorException {
        Copies newer = copies(NEWER);
        UnknownVariant alone = unknown(newer, ALONE);
        assertThatIllegalArgumentException().isThrownBy(() -> newer.put(alone, "Event", at));
    }

    @Test
    void anEnumThatMayGrowIsPassedOnWithinAVariantUnlessOneCopyKnowsWhatThereIsOnlyOneOf() throws Exception {
        String stub = STUB.replace("interfaces:", """
              Part: {evolves: append, storage: 16, enum: {Any: "(u8)", Text: "(&'static u8)"}}
              Held: {evolves: append, storage: 16, enum: {Any: "(u8)", Alone: "(&'static mut u8)"}}
              Kept: {evolves: append, storage: 16, enum: {Any: "(u8)"}}
            interfaces:\
            """);
        String plugin = stub.replace("(u8)\"}", "(u8)\", Own: \"(&'static mut u8)\"}")
                .replace(", Alone: \"(&'static mut u8)\"}", "}")
                .replace(
                        "dyn Horn)\"",
                        "dyn Horn)\", Part: \"(Part)\", Maybe: \"(Option<Part>)\", Held: \"(Held)\","
                                + " Kept: \"(Kept)\"");
        Copies copies = Growth.between(checked(stub), checked(plugin), RunningTarget.require(), new DropFunctions())
                .ofOne();
        for (int part = 2; part <= 3; part++) {
            copies.put(unknown(copies, part), "Event", at);
        }
        for (int one = 4; one <= 5; one++) {
            UnknownVariant variant = unknown(copies, one);
            assertThatIllegalArgumentException().isThrownBy(() -> copies.put(variant, "Event", at));
        }
    }

    @Test
    void enumsThatMayGrowMayLieAsDeepInStructsAsADescriptorIsLong() throws Exception {
        StringBuilder nested = new StringBuilder("Event: {evolves: append, storage: 32, enum: {None: , One: \"(&'static"
                + " dyn Horn)\"}}\n  Part: {evolves: append, storage: 16, enum: {Any: \"(u8)\"}}\n"
                + "  S0: {struct: {part: Part}}\n");
        int deep = 3_000;
        for (int i = 1; i <= deep; i++) {
            nested.append("  S%d: {struct: {next: S%d}}%n".formatted(i, i - 1));
        }
        String stub = STUB.replace(
                "Event: {evolves: append, storage: 32, enum: {None: , One: \"(&'static dyn Horn)\"}}\n", nested);
        String plugin = stub.replace("dyn Horn)\"", "dyn Horn)\", Deep: \"(S" + deep + ")\"");
        Copies copies = Growth.between(checked(stub), checked(plugin), RunningTarget.require(), new DropFunctions())
                .ofOne();
        UnknownVariant variant = unknown(copies, 2);
        assertThatCode(() -> copies.put(variant, "Event", at)).doesNotThrowAnyException();
    }

    @Test
    void oneOfAnotherEnumIsRefusedWhateverLifetimesThatHas() throws InvalidDescriptorException {
        Copies newer = copies(NEWER);
        UnknownVariant text = unknown(newer, TEXT);
        assertThat(Copies.region(text, 0)).isEqualTo(Region.forever());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> newer.put(text, "Line", at))
                .withMessage("variant 2 of Event is passed where one of Line is expected");
    }

    @Test
    void whatLiesInMemoryIsPassedToAnotherLibraryIfBothKnowAlikeAndNoMoreThanTheStub() throws Exception {
        for (String plugin : new String[] {STUB, OLDER, HIGHER}) {
            Ref<String> ref = reference(copies(plugin));
            assertThatCode(() -> copies(plugin).address(ref, "Plan")).doesNotThrowAnyException();
        }
        for (String plugin : new String[] {LONGER, NEWER}) {
            Copies copies = copies(plugin);
            Ref<String> ref = reference(copies);
            assertThat(copies.address(ref, "Plan")).isEqualTo(at);
            assertThatExceptionOfType(OtherLibraryException.class)
                    .isThrownBy(() -> copies(plugin).address(ref, "Plan"))
                    .withMessageContaining("does not know");
            assertThatExceptionOfType(OtherLibraryException.class)
                    .isThrownBy(() -> copies(STUB).address(ref, "Plan"))
                    .withMessageContaining("another version");
        }
    }

    private Ref<String> reference(Copies copies) {
        return Views.ref(Region.forever(), at, 1, _ -> "a plan", "test", "Plan", copies);
    }
}
