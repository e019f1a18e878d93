package org.rdylib.conformance.misuse;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import org.rdylib.conformance.misuse.honest.Honest;
import org.rdylib.conformance.misuse.later.Account;
import org.rdylib.conformance.misuse.later.Later;
import org.rdylib.loader.LibraryClosedException;
import org.rdylib.loader.Region;
import org.rdylib.loader.stub.HostTargets;
import org.rdylib.loader.stub.Making;

/** What is to be as it was before when a program ends: nothing of the libraries that it has loaded, and of Java's, is left. */
final class Accounts {

    private final List<Runnable> looks = new ArrayList<>();
    private final List<String> wrong = new ArrayList<>();
    private boolean isJavaLeft;
    private boolean isLeft;

    /** Looks at something at the end, which may {@linkplain #expectZero expect}. */
    void add(Runnable look) {
        looks.add(look);
    }

    /** There is to be none of something. */
    void zero(String what, LongSupplier found) {
        add(() -> expectZero(what, found.getAsLong()));
    }

    /** Looks at a library, unless it is closed by then. */
    void whileOpen(Region library, Runnable look) {
        add(() -> {
            if (library.isOpen()) {
                look.run();
            }
        });
    }

    /** A library does what it may not with what it has of Java's. */
    void leaveJava() {
        isJavaLeft = true;
    }

    /** The program ends while something is in use, and means to. */
    void leave() {
        isLeft = true;
    }

    /** What is not as it was before. */
    List<String> wrong() {
        if (isLeft) {
            return List.of();
        }
        looks.forEach(Runnable::run);
        if (!isJavaLeft) {
            expectZero("objects of Java's that a library has", HostTargets.living());
            expectZero("drops that were refused", HostTargets.refused());
            expectZero("frees that were refused", Making.refused());
        }
        expectZero("values of Java's that a library has", Making.living());
        return wrong;
    }

    /** What the library keeps is released first. */
    void look(Honest honest) {
        closing(
                () -> {
                    honest.release();
                    expectZero("objects that live", honest.living());
                },
                honest::close);
    }

    /** What waits is woken first. */
    void look(Later later) {
        closing(
                () -> {
                    later.wake(true);
                    later.join();
                    Account account = later.account();
                    expectZero("futures that live", account.futures());
                    expectZero("stores that live", account.stores());
                    expectZero("wakers that are kept", account.wakers());
                },
                later::close);
    }

    private void closing(Runnable look, Runnable close) {
        try {
            look.run();
            close.run();
        } catch (LibraryClosedException closed) {
            // So it was: under `unload: never`, that alone says nothing.
        } catch (RuntimeException | Error thrown) {
            wrong.add("afterwards " + thrown);
        }
    }

    void expectZero(String what, long found) {
        if (found != 0) {
            wrong.add(found + " " + what);
        }
    }
}
