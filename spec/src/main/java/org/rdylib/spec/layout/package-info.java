/** Targets, and the size, alignment and offsets that each type has on them. */
@NullMarked
package org.rdylib.spec.layout;

import org.jspecify.annotations.NullMarked;
