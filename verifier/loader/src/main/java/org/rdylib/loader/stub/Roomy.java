package org.rdylib.loader.stub;

import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import org.rdylib.loader.internal.StackProbe;

/**
 * Does on a thread of its own what cannot be done on the caller's, where little stack is left or nobody may be called: what takes
 * much stack the first time, since the JVM initializes classes of its own on the way, and each that runs out of stack is lost for
 * the life of the process; and what has to be done for somebody else than the caller.
 */
final class Roomy {

    private static final long STACK = 1 << 20;

    private Roomy() {}

    /** Gives back what {@code action} does, and throws what it throws. */
    static <T> T run(Callable<T> action) {
        try {
            return StackProbe.isRoomy() ? action.call() : elsewhere(action);
        } catch (Exception thrown) {
            throw Failures.rethrow(thrown);
        }
    }

    /** Does nothing on a thread of its own, so that to have one when it is needed takes little. */
    static void prepare() {
        elsewhere(new Nothing());
    }

    private record Nothing() implements Callable<String> {
        @Override
        public String call() {
            return "";
        }
    }

    /** Does what takes a call into a library, and nobody waits for: at once, where there is room for that. */
    static void surely(Runnable action) {
        if (StackProbe.isEnough()) {
            action.run();
        } else {
            later(action);
        }
    }

    /** Does what nobody waits for, and nothing of it here. */
    static void later(Runnable action) {
        start(action, "rdylib-waking");
    }

    private static Thread start(Runnable task, String name) {
        Thread thread = new Thread(null, task, name, STACK, false);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private static <T> T elsewhere(Callable<T> action) {
        FutureTask<T> task = new FutureTask<>(action);
        Thread thread = start(task, "rdylib-linking");
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    thread.join();
                    break;
                } catch (InterruptedException _) {
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
        return switch (task.state()) {
            case SUCCESS -> task.resultNow();
            case FAILED -> throw Failures.rethrow(task.exceptionNow());
            case RUNNING, CANCELLED -> throw new IllegalStateException("it has neither answered nor failed");
        };
    }
}
