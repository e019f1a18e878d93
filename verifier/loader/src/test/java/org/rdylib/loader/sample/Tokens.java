package org.rdylib.loader.sample;

import java.util.Optional;
import org.rdylib.loader.Text;

public interface Tokens extends AutoCloseable {

    Optional<Token> next();

    /** The result borrows from this object until its next {@code &mut self} method. */
    Text rest();

    /** The result borrows from this object until its next method. */
    Text scratch(int fill);

    void each(Visit visit);

    @Override
    void close();

    @FunctionalInterface
    interface Visit {
        boolean call(String arg0);
    }
}
