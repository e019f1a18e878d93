package org.rdylib.conformance.asker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.rdylib.conformance.plugins.HostAccounts;
import org.rdylib.conformance.plugins.OtherThread;

/** Checks of one subject, each of which leaves the accounts of both sides level. */
abstract class AskerChecks {

    final Asker asker;

    AskerChecks(Asker asker) {
        this.asker = asker;
    }

    /** Adds the checks by what they prove. */
    abstract void addTo(Map<String, ThrowingCallable> checks);

    /** Adds a check. */
    final void put(Map<String, ThrowingCallable> checks, String name, ThrowingCallable check) {
        checks.put(name, () -> inLevel(check));
    }

    private void inLevel(ThrowingCallable check) throws Throwable {
        HostAccounts ofJava = new HostAccounts();
        check.call();
        asker.dropKept(false);
        OtherThread.await(() -> asker.account().wakers() == 0);
        assertThat(asker.account().futures()).as("futures that are kept").isZero();
        assertThat(asker.account().wakers()).as("wakers").isZero();
        ofJava.assertLevel();
    }

    /** Polls what is kept, with a waker whose clones are the same. */
    final Optional<Long> poll() {
        return asker.poll(Waker.COUNTED, false, true);
    }

    /** How often the library was woken. */
    final long woken() {
        return asker.account().woken();
    }
}
