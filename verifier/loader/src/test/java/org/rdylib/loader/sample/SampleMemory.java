package org.rdylib.loader.sample;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.MemoryLayout;
import java.util.Optional;
import org.rdylib.loader.Region;
import org.rdylib.loader.Result;
import org.rdylib.loader.stub.Memory;
import org.rdylib.loader.stub.Regions;
import org.rdylib.loader.stub.Values;
import org.rdylib.loader.stub.Views;

/** How the types of the descriptor lie in memory. */
final class SampleMemory {

    // Only types that are passed by value need a layout.
    static final MemoryLayout SPAN = MemoryLayout.structLayout(JAVA_INT, JAVA_INT);
    static final MemoryLayout TOKEN = MemoryLayout.unionLayout(
            JAVA_BYTE,
            MemoryLayout.structLayout(JAVA_BYTE, MemoryLayout.paddingLayout(7), JAVA_LONG, JAVA_LONG),
            MemoryLayout.structLayout(JAVA_BYTE, MemoryLayout.paddingLayout(7), JAVA_LONG, SPAN));

    private SampleMemory() {}

    static Span readSpan(long at) {
        return new Span(Integer.toUnsignedLong(Memory.getInt(at)), Integer.toUnsignedLong(Memory.getInt(at + 4)));
    }

    static void writeSpan(Span value, long at) {
        Memory.putInt(at, Values.u32(value.start(), "Span.start"));
        Memory.putInt(at + 4, Values.u32(value.end(), "Span.end"));
    }

    static Level readLevel(byte value, String place) {
        return switch (value) {
            case 1 -> Level.LOW;
            case 2 -> Level.HIGH;
            default -> throw Values.unknownTag(value, "Level", place);
        };
    }

    /** One region for each lifetime parameter of the type. */
    static Token readToken(long at, Region src) {
        byte tag = Memory.getByte(at);
        return switch (tag) {
            case 0 -> new Token.Word(Views.text(src, Memory.getLong(at + 8), Memory.getLong(at + 16), "Token.Word.0"));
            case 1 -> new Token.Number(Memory.getLong(at + 8), readSpan(at + 16));
            case 2 -> new Token.Break();
            default -> throw Values.unknownTag(tag, "Token", "Token");
        };
    }

    static void writeToken(Token value, long at) {
        Memory.clear(at, 24);
        switch (value) {
            case Token.Word(var field0) -> {
                Memory.putByte(at, (byte) 0);
                Memory.putLong(at + 8, Views.address(field0));
                Memory.putLong(at + 16, field0.byteLength());
            }
            case Token.Number(long number, Span span) -> {
                Memory.putByte(at, (byte) 1);
                Memory.putLong(at + 8, number);
                writeSpan(span, at + 16);
            }
            case Token.Break() -> Memory.putByte(at, (byte) 2);
        }
    }

    /** What {@code 'src} is in a value: the shortest of {@code src} and of all that it carries. */
    static Region regionSrc(Token value, Region src) {
        return switch (value) {
            case Token.Word(var field0) -> Regions.shortest(src, field0.region());
            case Token.Number _, Token.Break _ -> src;
        };
    }

    static Optional<Token> readOptionToken(long at, Region src) {
        byte tag = Memory.getByte(at);
        return switch (tag) {
            case 0 -> Optional.empty();
            case 1 -> Optional.of(readToken(at + 8, src));
            default -> throw Values.unknownTag(tag, "Option", "next()");
        };
    }

    static Result<Long, Level> readResultU32Level(long at) {
        byte tag = Memory.getByte(at);
        return switch (tag) {
            case 0 -> Result.ok(Integer.toUnsignedLong(Memory.getInt(at + 4)));
            case 1 -> Result.err(readLevel(Memory.getByte(at + 1), "each_word()"));
            default -> throw Values.unknownTag(tag, "Result", "each_word()");
        };
    }
}
