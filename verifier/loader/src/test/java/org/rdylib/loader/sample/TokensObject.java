package org.rdylib.loader.sample;

import java.util.List;
import java.util.Optional;
import org.rdylib.loader.Region;
import org.rdylib.loader.Text;
import org.rdylib.loader.stub.CallFrame;
import org.rdylib.loader.stub.CallMemory;
import org.rdylib.loader.stub.Failures;
import org.rdylib.loader.stub.ForeignObject;
import org.rdylib.loader.stub.Memory;
import org.rdylib.loader.stub.Values;
import org.rdylib.loader.stub.Views;

/** {@code Box<dyn Tokens<'src> + 'a>} from the library. */
final class TokensObject implements Tokens {

    static final List<String> METHODS = List.of("Tokens.next", "Tokens.rest", "Tokens.scratch", "Tokens.each");

    private final ForeignObject object;

    /** One for each lifetime parameter of the interface. */
    private final Region src;

    TokensObject(ForeignObject object, Region src) {
        this.object = object;
        this.src = src;
    }

    @Override
    public Optional<Token> next() {
        CallMemory frame = CallMemory.current();
        long mark = object.enterExclusive(frame);
        try {
            long out = frame.reserve(32, 8);
            Failures.check((long) SampleShapes.JJToJ.HANDLE.invokeExact(object.slot(0), object.data(), out));
            return SampleMemory.readOptionToken(out, src);
        } catch (Throwable thrown) {
            throw Failures.rethrow(thrown);
        } finally {
            object.leaveExclusive(frame, mark);
        }
    }

    @Override
    public Text rest() {
        CallFrame frame = object.enterShared();
        try {
            long out = frame.reserve(16, 8);
            Failures.check((long) SampleShapes.JJToJ.HANDLE.invokeExact(object.slot(1), object.data(), out));
            return Views.text(object.lendShared(), Memory.getLong(out), Memory.getLong(out + 8), "Tokens.rest()");
        } catch (Throwable thrown) {
            throw Failures.rethrow(thrown);
        } finally {
            object.leaveShared(frame);
        }
    }

    @Override
    public Text scratch(int fill) {
        CallFrame frame = object.enterExclusive();
        try {
            int fillValue = Byte.toUnsignedInt(Values.u8(fill, "Tokens.scratch(fill)"));
            long out = frame.reserve(16, 8);
            Failures.check(
                    (long) SampleShapes.JIJToJ.HANDLE.invokeExact(object.slot(2), object.data(), fillValue, out));
            return Views.text(object.lendExclusive(), Memory.getLong(out), Memory.getLong(out + 8), "Tokens.scratch()");
        } catch (Throwable thrown) {
            throw Failures.rethrow(thrown);
        } finally {
            object.leaveExclusive(frame);
        }
    }

    @Override
    public void each(Visit visit) {
        CallFrame frame = object.enterExclusive();
        try {
            long visitData = frame.lend(SampleClosures.EachVisit.TYPE, visit);
            Failures.check((long) SampleShapes.JJJToJ.HANDLE.invokeExact(
                    object.slot(3), object.data(), visitData, SampleClosures.EachVisit.TYPE.table()));
        } catch (Throwable thrown) {
            throw Failures.rethrow(thrown);
        } finally {
            object.leaveExclusive(frame);
        }
    }

    @Override
    public void close() {
        object.close();
    }

    @Override
    public String toString() {
        return object.toString();
    }
}
