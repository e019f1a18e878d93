package org.rdylib.loader.sample;

import java.util.Optional;
import org.rdylib.loader.Region;
import org.rdylib.loader.Text;
import org.rdylib.loader.stub.CallFrame;
import org.rdylib.loader.stub.Failures;
import org.rdylib.loader.stub.ForeignObject;
import org.rdylib.loader.stub.Library;
import org.rdylib.loader.stub.Memory;
import org.rdylib.loader.stub.Values;
import org.rdylib.loader.stub.Views;

/** {@code Box<dyn Tokens<'src> + 'a>} from the library. */
final class TokensObject extends ForeignObject implements Tokens {

    /** One for each lifetime parameter of the interface. */
    private final Region src;

    TokensObject(Library library, Region home, Region src, long at, String place) {
        super(library, home, at, 4, place);
        this.src = src;
    }

    @Override
    public Optional<Token> next() {
        CallFrame frame = enterExclusive();
        try {
            long out = frame.reserve(32, 8);
            Failures.check((long) SampleShapes.JJToJ.HANDLE.invokeExact(slot(0), data(), out));
            return SampleMemory.readOptionToken(out, src);
        } catch (Throwable thrown) {
            throw Failures.rethrow(thrown);
        } finally {
            leaveExclusive(frame);
        }
    }

    @Override
    public Text rest() {
        CallFrame frame = enterShared();
        try {
            long out = frame.reserve(16, 8);
            Failures.check((long) SampleShapes.JJToJ.HANDLE.invokeExact(slot(1), data(), out));
            return Views.text(lendShared(), Memory.getLong(out), Memory.getLong(out + 8), "Tokens.rest()");
        } catch (Throwable thrown) {
            throw Failures.rethrow(thrown);
        } finally {
            leaveShared(frame);
        }
    }

    @Override
    public Text scratch(int fill) {
        CallFrame frame = enterExclusive();
        try {
            byte fillValue = Values.u8(fill, "Tokens.scratch(fill)");
            long out = frame.reserve(16, 8);
            Failures.check((long) SampleShapes.JBJToJ.HANDLE.invokeExact(slot(2), data(), fillValue, out));
            return Views.text(lendExclusive(), Memory.getLong(out), Memory.getLong(out + 8), "Tokens.scratch()");
        } catch (Throwable thrown) {
            throw Failures.rethrow(thrown);
        } finally {
            leaveExclusive(frame);
        }
    }

    @Override
    public void each(Visit visit) {
        CallFrame frame = enterExclusive();
        try {
            long visitData = frame.lend(SampleClosures.EachVisit.TYPE, visit);
            Failures.check((long) SampleShapes.JJJToJ.HANDLE.invokeExact(
                    slot(3), data(), visitData, SampleClosures.EachVisit.TYPE.table()));
        } catch (Throwable thrown) {
            throw Failures.rethrow(thrown);
        } finally {
            leaveExclusive(frame);
        }
    }
}
