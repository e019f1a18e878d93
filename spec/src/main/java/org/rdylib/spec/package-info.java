/**
 * What a descriptor says: the immutable model of one boundary between a host and a plugin.
 *
 * <p>The records here know nothing of YAML, of layouts or of the comparison of two descriptors. A descriptor that
 * has just been read may still hold elided lifetimes and unknown names; one that came through {@code
 * org.rdylib.spec.check} holds neither. Every part remembers the {@link org.rdylib.spec.Place} where it was written;
 * places take part in {@code equals}, so code that asks whether two types are the same type compares their printed
 * form instead.
 */
@NullMarked
package org.rdylib.spec;

import org.jspecify.annotations.NullMarked;
