/** Names, well-formedness and variance of a descriptor. */
@NullMarked
package org.rdylib.spec.check;

import org.jspecify.annotations.NullMarked;
