package org.rdylib.conformance.later;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.Executor;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.rdylib.conformance.plugins.HostAccounts;

/** Checks of one subject, each of which leaves the accounts of both sides level. */
abstract class LaterChecks {

    final Later later;

    LaterChecks(Later later) {
        this.later = later;
    }

    /** Adds the checks by what they prove. */
    abstract void addTo(Map<String, ThrowingCallable> checks);

    /** Adds a check. */
    final void put(Map<String, ThrowingCallable> checks, String name, ThrowingCallable check) {
        put(checks, name, 0, check);
    }

    /**
     * Adds a check of a library that misbehaves.
     *
     * @param refusals how many times it asks something of what is gone
     */
    final void put(Map<String, ThrowingCallable> checks, String name, long refusals, ThrowingCallable check) {
        checks.put(name, () -> inLevel(refusals, check));
    }

    private void inLevel(long refusals, ThrowingCallable check) throws Throwable {
        Account before = later.account();
        HostAccounts ofJava = new HostAccounts();
        check.call();
        later.join();
        Account after = later.account();
        assertThat(after.futures()).as("futures").isEqualTo(before.futures());
        assertThat(after.stores()).as("stores").isEqualTo(before.stores());
        assertThat(after.strings()).as("strings").isEqualTo(before.strings());
        assertThat(after.wakers()).as("wakers that are kept").isEqualTo(before.wakers());
        ofJava.assertLevel(refusals);
    }

    /** How many futures there are. */
    final long futures() {
        return later.account().futures();
    }

    /** An executor that runs its tasks on this thread, one after the other, when it is told to. */
    static final class Tasks implements Executor {

        private final Deque<Runnable> tasks = new ArrayDeque<>();

        @Override
        public synchronized void execute(Runnable task) {
            tasks.add(task);
        }

        synchronized int size() {
            return tasks.size();
        }

        /** Runs one; whether there was one. */
        boolean runOne() {
            Runnable task;
            synchronized (this) {
                task = tasks.poll();
            }
            if (task != null) {
                task.run();
            }
            return task != null;
        }

        /** Runs all, and those that are added meanwhile. */
        void run() {
            boolean more = true;
            while (more) {
                more = runOne();
            }
        }
    }
}
