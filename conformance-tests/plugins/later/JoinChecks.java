package org.rdylib.conformance.later;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.rdylib.conformance.plugins.OtherThread;
import org.rdylib.loader.Async;
import org.rdylib.loader.InvalidValueException;
import org.rdylib.loader.LibraryFailedException;
import org.rdylib.loader.ObjectDroppedException;
import org.rdylib.loader.Region;
import org.rdylib.loader.SpentFutureException;
import org.rdylib.loader.Text;
import org.rdylib.loader.Unit;

/** A thread that waits for a future, and polls it itself. */
final class JoinChecks extends LaterChecks {

    JoinChecks(Later later) {
        super(later);
    }

    @Override
    void addTo(Map<String, ThrowingCallable> checks) {
        put(checks, "one that is ready is polled once", this::ready);
        put(checks, "one that wakes within poll is polled again", this::inside);
        put(checks, "one is woken by threads of the library's", this::thread);
        put(checks, "one is woken by every clone of its waker, also after it is ready", this::clones);
        put(checks, "an interrupt does not end the wait, and is kept", this::interrupted);
        put(checks, "to close it on another thread ends the wait", this::closed);
        put(checks, "results of every kind are read", this::results);
        put(checks, "a failure of poll is thrown", this::failure);
        put(checks, "what a callback throws within poll is thrown as it is", this::thrown);
        put(checks, "a result is asked for once", this::once);
        put(checks, "an object is given later", this::object);
        put(checks, "what is no future is refused, and dropped where it can be", this::broken);
    }

    private void ready() {
        long polls = later.account().polls();
        assertThat(later.after(Way.SILENT, 0, 7).join()).isEqualTo(7);
        assertThat(later.account().polls()).isEqualTo(polls + 1);
    }

    private void inside() {
        long polls = later.account().polls();
        assertThat(later.after(Way.ITSELF, 5, 7).join()).isEqualTo(7);
        assertThat(later.account().polls()).isEqualTo(polls + 6);
    }

    private void thread() throws Throwable {
        assertThat(later.after(Way.THREAD, 20, 8).join()).isEqualTo(8);
        Async<Long> sent = later.sent(Way.THREAD, 20, 9);
        OtherThread.run(() -> assertThat(sent.join()).isEqualTo(9));
    }

    private void clones() throws InterruptedException {
        Async<Long> future = later.sent(Way.TWICE, 1, 7);
        Thread waiting = Thread.ofPlatform().start(future::join);
        OtherThread.await(() -> later.account().wakers() == 2);
        assertThat(waiting.isAlive()).isTrue();
        later.wake(true);
        waiting.join();
        later.join();
    }

    private void interrupted() {
        Thread.currentThread().interrupt();
        assertThat(later.after(Way.THREAD, 2, 8).join()).isEqualTo(8);
        assertThat(Thread.interrupted()).isTrue();
    }

    private void closed() throws InterruptedException {
        Async<Long> future = later.sent(Way.SILENT, 1, 7);
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        Thread waiting = Thread.ofPlatform().daemon().start(() -> thrown.set(catchThrowable(future::join)));
        OtherThread.await(() -> waiting.getState() == Thread.State.WAITING);
        future.close();
        waiting.join(TimeUnit.SECONDS.toMillis(10));
        assertThat(thrown.get()).isInstanceOf(ObjectDroppedException.class);
    }

    private void results() {
        assertThat(later.nothing(Way.THREAD, 1).join()).isEqualTo(Unit.UNIT);
        assertThat(later.strings(Way.THREAD, 1).join()).containsExactly("one", "two");
        assertThatExceptionOfType(InvalidValueException.class)
                .isThrownBy(() -> later.strings(Way.FAIL, 1).join())
                .withMessage("strings(): not UTF-8 at byte 0 of 1");
        assertThat(later.maybe(false)).isEmpty();
        assertThat(later.maybe(true).orElseThrow().join()).isEqualTo(3);
        var both = later.both();
        assertThat(both.second().join()).isEqualTo(2);
        assertThat(both.first().join()).isEqualTo(1);
        try (Region region = Region.open()) {
            Text text = region.text("half and half");
            Async<Text> part = later.part(Way.THREAD, 1, text, region.text(" and"));
            assertThat(part.join()).hasToString("half");
        }
    }

    private void failure() {
        assertThatExceptionOfType(LibraryFailedException.class)
                .isThrownBy(() -> later.after(Way.FAIL, 1, 3).join())
                .withMessage("3 is too late");
        assertThatExceptionOfType(InvalidValueException.class)
                .isThrownBy(() -> later.after(Way.TAG, 1, 3).join())
                .withMessage("after(): 7 is no variant of Option");
    }

    private void thrown() {
        IOException thrown = new IOException("checked");
        assertThatThrownBy(() -> later.asking(Way.THREAD, 1, _ -> sneak(thrown)).join())
                .isSameAs(thrown);
        assertThat(later.asking(Way.THREAD, 1, n -> n + 1).join()).isEqualTo(2);
    }

    @SuppressWarnings("unchecked")
    private static <X extends Throwable> long sneak(Throwable thrown) throws X {
        throw (X) thrown;
    }

    private void once() {
        Async<Long> future = later.after(Way.ITSELF, 1, 7);
        assertThat(future.join()).isEqualTo(7);
        assertThatExceptionOfType(SpentFutureException.class)
                .isThrownBy(future::join)
                .withMessage("after()[dropped] is asked for its result a second time");
        assertThatExceptionOfType(SpentFutureException.class).isThrownBy(() -> future.start(Runnable::run));
        future.close();
    }

    private void object() {
        assertThat(later.open(Way.FAIL, 1).join().err()).contains(9);
        try (Store store = later.open(Way.THREAD, 1).join().orElseThrow()) {
            assertThat(store.get(Way.THREAD).join()).isEqualTo(5);
            assertThat(store.set(Way.ITSELF, 6).join()).isEqualTo(5);
            assertThat(store.value()).isEqualTo(6);
        }
    }

    private void broken() {
        String[] wrong = {
            "table has 0 slots instead of 1, none for poll",
            "table has null in slot 0, that of poll",
            "table has no drop",
            "a null table"
        };
        for (int how = 0; how < wrong.length; how++) {
            int broken = how;
            assertThatExceptionOfType(InvalidValueException.class)
                    .isThrownBy(() -> later.broken(broken))
                    .withMessageContaining(wrong[how]);
        }
    }
}
