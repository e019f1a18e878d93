/** Names, well-formedness, variance and auto properties of a descriptor. */
@NullMarked
package org.rdylib.spec.check;

import org.jspecify.annotations.NullMarked;
