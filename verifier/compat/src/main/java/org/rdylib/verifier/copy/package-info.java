/**
 * One side's copy of a boundary, and what can be said of it without the other's.
 *
 * <p>{@code DeclaredBounds} is what each declared type implies of its lifetimes, {@code ImpliedBounds} what a type does that
 * is made of them, {@code Statement} all that a signature or declaration says.
 */
@NullMarked
package org.rdylib.verifier.copy;

import org.jspecify.annotations.NullMarked;
