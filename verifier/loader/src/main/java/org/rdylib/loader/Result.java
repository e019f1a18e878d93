package org.rdylib.loader;

import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/**
 * The answer of a function that can say no, {@code Result<T, E>} in a descriptor. An {@link Err} is an answer and no
 * failure: nothing is thrown for it.
 */
public sealed interface Result<T, E> {

    /** The answer that was asked for. */
    record Ok<T, E>(T value) implements Result<T, E> {
        /** It is not null. */
        public Ok {
            Objects.requireNonNull(value, "Result.Ok.value: null is passed");
        }
    }

    /** The answer that there is none, and why. */
    record Err<T, E>(E error) implements Result<T, E> {
        /** It is not null. */
        public Err {
            Objects.requireNonNull(error, "Result.Err.error: null is passed");
        }
    }

    /** An {@link Ok}. */
    static <T, E> Result<T, E> ok(T value) {
        return new Ok<>(value);
    }

    /** An {@link Err}. */
    static <T, E> Result<T, E> err(E error) {
        return new Err<>(error);
    }

    /** Whether it is an {@link Ok}. */
    default boolean isOk() {
        return this instanceof Ok;
    }

    /** The value of an {@link Ok}. */
    default Optional<T> ok() {
        return switch (this) {
            case Ok<T, E>(T value) -> Optional.of(value);
            case Err<T, E> _ -> Optional.empty();
        };
    }

    /** The error of an {@link Err}. */
    default Optional<E> err() {
        return switch (this) {
            case Ok<T, E> _ -> Optional.empty();
            case Err<T, E>(E error) -> Optional.of(error);
        };
    }

    /** The same answer with its value, if it has one, put through {@code function}. */
    default <R> Result<R, E> map(Function<? super T, ? extends R> function) {
        return switch (this) {
            case Ok<T, E>(T value) -> new Ok<>(function.apply(value));
            case Err<T, E>(E error) -> new Err<>(error);
        };
    }

    /** The value, or {@code other} where there is none. */
    default T orElse(T other) {
        return switch (this) {
            case Ok<T, E>(T value) -> value;
            case Err<T, E> _ -> other;
        };
    }

    /**
     * The value.
     *
     * @throws ErrException with the error, if it is an {@link Err}
     */
    default T orElseThrow() {
        return switch (this) {
            case Ok<T, E>(T value) -> value;
            case Err<T, E>(E error) -> throw new ErrException(String.valueOf(error));
        };
    }

    /**
     * The value.
     *
     * @throws X made of the error, if it is an {@link Err}
     */
    default <X extends Throwable> T orElseThrow(Function<? super E, X> exception) throws X {
        switch (this) {
            case Ok<T, E>(T value) -> {
                return value;
            }
            case Err<T, E>(E error) -> throw exception.apply(error);
        }
    }
}
