package org.rdylib.loader.stub;

import java.util.ArrayList;
import java.util.List;

/** What is to be done once a call has answered, and once it is over: with what was lent within other values. */
final class Aftermath {

    private final List<Runnable> answered = new ArrayList<>();
    private final List<Runnable> over = new ArrayList<>();

    void whenAnswered(Runnable action) {
        answered.add(action);
    }

    void whenOver(Runnable action) {
        over.add(action);
    }

    void answered() {
        answered.forEach(Runnable::run);
    }

    void over() {
        over.forEach(Runnable::run);
    }

    /** The next call has nothing to do with this one. */
    void clear() {
        answered.clear();
        over.clear();
    }
}
