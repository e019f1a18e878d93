package org.rdylib.loader.stub;

import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;

/**
 * Does what takes much stack the first time, wherever it is asked for: on a thread of its own, where little is left on the
 * caller's. The JVM initializes classes of its own on the way, and each that runs out of stack is lost for the life of the
 * process.
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

    private static <T> T elsewhere(Callable<T> action) {
        FutureTask<T> task = new FutureTask<>(action);
        Thread thread = new Thread(null, task, "rdylib-linking", STACK, false);
        thread.setDaemon(true);
        thread.start();
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
