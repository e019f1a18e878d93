package org.rdylib.spec.internal;

import java.util.Optional;
import org.rdylib.spec.Lifetime;
import org.rdylib.spec.Place;

/**
 * The bound of an object, closure or function that writes none (Rust Reference, "Default trait object lifetimes").
 *
 * <table><caption>Defaults</caption>
 * <tr><td>{@code &'a dyn I}</td><td>{@code 'a}</td></tr>
 * <tr><td>{@code Box<dyn I>}, {@code &'a Box<dyn I>}</td><td>{@code 'static}</td></tr>
 * </table>
 *
 * <p>It is an object, so that a test can break it on purpose and see that something notices.
 */
public interface DefaultBounds {

    /** As in Rust. */
    DefaultBounds STANDARD = new DefaultBounds() {
        @Override
        public Optional<Lifetime> within(Optional<Lifetime> reference) {
            return Optional.empty();
        }

        @Override
        public Lifetime of(Optional<Lifetime> reference, Place at) {
            return reference.orElseGet(() -> new Lifetime.Static(at));
        }
    };

    /**
     * The reference that counts inside a type which is no reference.
     *
     * @param reference the lifetime of the reference that the type itself stands behind
     */
    Optional<Lifetime> within(Optional<Lifetime> reference);

    /**
     * The default bound.
     *
     * @param reference the lifetime of the reference that the object stands behind
     * @param at where the bound would stand
     */
    Lifetime of(Optional<Lifetime> reference, Place at);
}
