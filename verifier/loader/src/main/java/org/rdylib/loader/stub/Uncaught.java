package org.rdylib.loader.stub;

import org.jspecify.annotations.Nullable;

/**
 * What Java throws on a thread of a library's own, and no Java caller will ever see: the thread's handler of uncaught
 * exceptions is told, as the JVM does of a thread that an exception ends.
 */
final class Uncaught {

    private Uncaught() {}

    /**
     * Whether the library has called on a thread on which no call of Java's is running.
     *
     * @param entry the class that it has called, which is asking
     */
    static boolean isOutsideJava(Class<?> entry) {
        if (CallStack.current().depth > 0) {
            return false;
        }
        // A call that lends nothing leaves no trace but this.
        StackTraceElement[] running = Thread.currentThread().getStackTrace();
        int asking = 0;
        while (!running[asking].getClassName().equals(entry.getName())) {
            asking++;
        }
        return asking == running.length - 1;
    }

    /**
     * Tells the calling thread's handler. What that throws is ignored, as the JVM ignores it.
     *
     * @param library which has called Java, and is not unloaded meanwhile; null if it is not known
     */
    static void tell(@Nullable Library library, Throwable thrown) {
        try {
            HostTargets.inside(library, () -> {
                Thread thread = Thread.currentThread();
                thread.getUncaughtExceptionHandler().uncaughtException(thread, thrown);
                return 0;
            });
        } catch (StackOverflowError overflow) {
            throw overflow;
        } catch (Throwable _) {
            // There is nobody else to be told.
        }
    }
}
