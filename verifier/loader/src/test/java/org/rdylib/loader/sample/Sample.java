package org.rdylib.loader.sample;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.nio.file.Path;
import org.rdylib.loader.Mut;
import org.rdylib.loader.Region;
import org.rdylib.loader.Result;
import org.rdylib.loader.Text;
import org.rdylib.loader.stub.CallFrame;
import org.rdylib.loader.stub.Failures;
import org.rdylib.loader.stub.ForeignObject;
import org.rdylib.loader.stub.Library;
import org.rdylib.loader.stub.Memory;
import org.rdylib.loader.stub.Receiving;
import org.rdylib.loader.stub.Regions;
import org.rdylib.loader.stub.Sending;
import org.rdylib.loader.stub.Terms;
import org.rdylib.loader.stub.Values;
import org.rdylib.loader.stub.Views;
import org.rdylib.verifier.Unload;

/** The stub of the library {@code sample}. */
public final class Sample implements AutoCloseable {

    private final Library library;
    private final MemorySegment tokens;
    private final MemorySegment longer;
    private final MemorySegment eachWord;
    private final MemorySegment shift;
    private final MemorySegment length;
    private final MemorySegment grow;
    private final MemorySegment weigh;
    private final MemorySegment sum;
    private final MemorySegment fail;
    private final MemorySegment version;
    private final MemorySegment add;
    private final MemorySegment flip;
    private final MemorySegment droppedObjects;
    private final MemorySegment droppedFailures;
    private final MemorySegment echoBool;
    private final MemorySegment echoChar;

    private Sample(Library library) {
        this.library = library;
        this.tokens = library.function("tokens");
        this.longer = library.function("longer");
        this.eachWord = library.function("each_word");
        this.shift = library.function("shift");
        this.length = library.function("length");
        this.grow = library.function("grow");
        this.weigh = library.function("weigh");
        this.sum = library.function("sum");
        this.fail = library.function("fail");
        this.version = library.function("version");
        this.add = library.function("add");
        this.flip = library.function("flip");
        this.droppedObjects = library.function("dropped_objects");
        this.droppedFailures = library.function("dropped_failures");
        this.echoBool = library.function("echo_bool");
        this.echoChar = library.function("echo_char");
    }

    /** What the host provides to the library. */
    public interface Imports {
        void log(Level level, String message);
    }

    @FunctionalInterface
    public interface Visit {
        boolean call(String arg0, Span arg1);
    }

    public static Sample load(Path file, Imports imports) {
        return load(file, imports, Unload.NEVER);
    }

    public static Sample load(Path file, Imports imports, Unload unload) {
        return new Sample(
                Library.load(file, SampleDescriptor.HOST, unload, library -> SampleImports.of(library, imports)));
    }

    /** {@code fn<'src>(text: &'src str) -> Box<dyn Tokens<'src> + 'src>}. */
    public Tokens tokens(Text text) {
        return tokens(text, text.region(), Terms.object(Terms.Holder.BOX, Sending.CONFINED));
    }

    /** {@code fn<'src>(text: &'src str, other: &'src str) -> Box<dyn Tokens<'src> + Send + 'src>}, which the library is. */
    public Tokens sentTokens(Text text, Text other) {
        Region region = Regions.shortest(text.region(), other.region());
        return tokens(text, region, Terms.object(Terms.Holder.BOX, Sending.SEND));
    }

    private Tokens tokens(Text text, Region region, Terms terms) {
        CallFrame frame = library.enter();
        try {
            Region src = library.lease(region);
            long textAt = Views.address(text);
            long textLength = text.byteLength();
            long out = frame.reserve(16, 8);
            Receiving received = frame.receive(library);
            Failures.check((long) SampleShapes.JJJToJ.HANDLE.invokeExact(tokens, textAt, textLength, out));
            try {
                return received.complete(new TokensObject(
                        new ForeignObject(received, src, out, TokensObject.METHODS, "Tokens", "tokens()", terms), src));
            } finally {
                received.close();
                received.drop(out);
            }
        } catch (Throwable thrown) {
            throw Failures.rethrow(thrown);
        } finally {
            frame.close();
        }
    }

    /** {@code fn<'a>(one: &'a str, other: &'a str) -> &'a str}: the result ends with the first of both. */
    public Text longer(Text one, Text other) {
        CallFrame frame = library.enter();
        try {
            Region a = library.lease(Regions.shortest(one.region(), other.region()));
            long oneAt = Views.address(one);
            long oneLength = one.byteLength();
            long otherAt = Views.address(other);
            long otherLength = other.byteLength();
            long out = frame.reserve(16, 8);
            Failures.check((long)
                    SampleShapes.JJJJJToJ.HANDLE.invokeExact(longer, oneAt, oneLength, otherAt, otherLength, out));
            return Views.text(a, Memory.getLong(out), Memory.getLong(out + 8), "longer()");
        } catch (Throwable thrown) {
            throw Failures.rethrow(thrown);
        } finally {
            frame.close();
        }
    }

    /** {@code fn(text: &str, visit: &mut dyn FnMut(&str, Span) -> bool) -> Result<u32, Level>}. */
    public Result<Long, Level> eachWord(String text, Visit visit) {
        CallFrame frame = library.enter();
        try {
            byte[] textBytes = Values.utf8(text, "each_word(text)");
            long textAt = frame.copy(textBytes);
            long textLength = textBytes.length;
            long visitData = frame.lend(SampleClosures.EachWordVisit.TYPE, visit);
            long visitTable = SampleClosures.EachWordVisit.TYPE.table();
            long out = frame.reserve(8, 4);
            Failures.check((long)
                    SampleShapes.JJJJJToJ.HANDLE.invokeExact(eachWord, textAt, textLength, visitData, visitTable, out));
            return SampleMemory.readResultU32Level(out);
        } catch (Throwable thrown) {
            throw Failures.rethrow(thrown);
        } finally {
            frame.close();
        }
    }

    /** {@code fn(span: Span, by: i32) -> Span}. */
    public Span shift(Span span, int by) {
        CallFrame frame = library.enter();
        try {
            long spanAt = frame.reserve(8, 4);
            SampleMemory.writeSpan(span, spanAt);
            long out = frame.reserve(8, 4);
            Failures.check((long) SampleShapes.SpanIJToJ.HANDLE.invokeExact(shift, Memory.segment(spanAt, 8), by, out));
            return SampleMemory.readSpan(out);
        } catch (Throwable thrown) {
            throw Failures.rethrow(thrown);
        } finally {
            frame.close();
        }
    }

    /** {@code fn(span: &Span) -> u32}. */
    public long length(Span span) {
        CallFrame frame = library.enter();
        try {
            long spanAt = frame.reserve(8, 4);
            SampleMemory.writeSpan(span, spanAt);
            long out = frame.reserve(4, 4);
            Failures.check((long) SampleShapes.JJToJ.HANDLE.invokeExact(length, spanAt, out));
            return Integer.toUnsignedLong(Memory.getInt(out));
        } catch (Throwable thrown) {
            throw Failures.rethrow(thrown);
        } finally {
            frame.close();
        }
    }

    /** {@code fn(span: &mut Span, by: u32)}. */
    public void grow(Mut<Span> span, long by) {
        CallFrame frame = library.enter();
        try {
            long spanAt = frame.reserve(8, 4);
            SampleMemory.writeSpan(span.get(), spanAt);
            int byValue = Values.u32(by, "grow(by)");
            Failures.check((long) SampleShapes.JIToJ.HANDLE.invokeExact(grow, spanAt, byValue));
            span.set(SampleMemory.readSpan(spanAt));
        } catch (Throwable thrown) {
            throw Failures.rethrow(thrown);
        } finally {
            frame.close();
        }
    }

    /** {@code fn(token: Token<'_>) -> f64}. */
    public double weigh(Token token) {
        CallFrame frame = library.enter();
        try {
            long tokenAt = frame.reserve(24, 8);
            SampleMemory.writeToken(token, tokenAt);
            long out = frame.reserve(8, 8);
            Failures.check((long) SampleShapes.TokenJToJ.HANDLE.invokeExact(weigh, Memory.segment(tokenAt, 24), out));
            return Memory.getDouble(out);
        } catch (Throwable thrown) {
            throw Failures.rethrow(thrown);
        } finally {
            frame.close();
        }
    }

    /** {@code fn(values: &[i32]) -> i64}. */
    public long sum(int[] values) {
        CallFrame frame = library.enter();
        try {
            long valuesAt = frame.copy(values);
            long valuesLength = values.length;
            long out = frame.reserve(8, 8);
            Failures.check((long) SampleShapes.JJJToJ.HANDLE.invokeExact(sum, valuesAt, valuesLength, out));
            return Memory.getLong(out);
        } catch (Throwable thrown) {
            throw Failures.rethrow(thrown);
        } finally {
            frame.close();
        }
    }

    /** {@code fn(message: &str)}. */
    public void fail(String message) {
        CallFrame frame = library.enter();
        try {
            byte[] messageBytes = Values.utf8(message, "fail(message)");
            long messageAt = frame.copy(messageBytes);
            long messageLength = messageBytes.length;
            Failures.check((long) SampleShapes.JJToJ.HANDLE.invokeExact(fail, messageAt, messageLength));
        } catch (Throwable thrown) {
            throw Failures.rethrow(thrown);
        } finally {
            frame.close();
        }
    }

    /** {@code fn() -> &'dylib str}. */
    public Text version() {
        CallFrame frame = library.enter();
        try {
            long out = frame.reserve(16, 8);
            Failures.check((long) SampleShapes.JToJ.HANDLE.invokeExact(version, out));
            return Views.text(library.region(), Memory.getLong(out), Memory.getLong(out + 8), "version()");
        } catch (Throwable thrown) {
            throw Failures.rethrow(thrown);
        } finally {
            frame.close();
        }
    }

    /** {@code extern "C" fn(a: i32, b: i32) -> i32}. */
    public int add(int a, int b) {
        CallFrame frame = library.enter();
        try {
            return (int) SampleShapes.IIToI.HANDLE.invokeExact(add, a, b);
        } catch (Throwable thrown) {
            throw Failures.rethrow(thrown);
        } finally {
            frame.close();
        }
    }

    /** {@code extern "C" fn(span: Span) -> Span}. */
    public Span flip(Span span) {
        CallFrame frame = library.enter();
        try {
            long spanAt = frame.reserve(8, 4);
            SampleMemory.writeSpan(span, spanAt);
            MemorySegment result = (MemorySegment) SampleShapes.SpanToSpan.HANDLE.invokeExact(
                    flip, (SegmentAllocator) frame, Memory.segment(spanAt, 8));
            return SampleMemory.readSpan(result.address());
        } catch (Throwable thrown) {
            throw Failures.rethrow(thrown);
        } finally {
            frame.close();
        }
    }

    /** {@code extern "C" fn() -> i32}. */
    public int droppedObjects() {
        CallFrame frame = library.enter();
        try {
            return (int) SampleShapes.ToI.HANDLE.invokeExact(droppedObjects);
        } catch (Throwable thrown) {
            throw Failures.rethrow(thrown);
        } finally {
            frame.close();
        }
    }

    /** {@code extern "C" fn() -> i32}. */
    public int droppedFailures() {
        CallFrame frame = library.enter();
        try {
            return (int) SampleShapes.ToI.HANDLE.invokeExact(droppedFailures);
        } catch (Throwable thrown) {
            throw Failures.rethrow(thrown);
        } finally {
            frame.close();
        }
    }

    /** {@code fn(value: u8) -> bool}. */
    public boolean echoBool(int value) {
        CallFrame frame = library.enter();
        try {
            int valueValue = Byte.toUnsignedInt(Values.u8(value, "echo_bool(value)"));
            long out = frame.reserve(1, 1);
            Failures.check((long) SampleShapes.IJToJ.HANDLE.invokeExact(echoBool, valueValue, out));
            return Values.bool(Memory.getByte(out), "echo_bool()");
        } catch (Throwable thrown) {
            throw Failures.rethrow(thrown);
        } finally {
            frame.close();
        }
    }

    /** {@code fn(value: u32) -> char}. */
    public int echoChar(long value) {
        CallFrame frame = library.enter();
        try {
            int valueValue = Values.u32(value, "echo_char(value)");
            long out = frame.reserve(4, 4);
            Failures.check((long) SampleShapes.IJToJ.HANDLE.invokeExact(echoChar, valueValue, out));
            return Values.charOut(Memory.getInt(out), "echo_char()");
        } catch (Throwable thrown) {
            throw Failures.rethrow(thrown);
        } finally {
            frame.close();
        }
    }

    public Region region() {
        return library.region();
    }

    @Override
    public void close() {
        library.close();
    }

    public boolean isUnloaded() {
        return library.isUnloaded();
    }
}
