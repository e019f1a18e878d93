/** Outlives constraints and their solution. */
@NullMarked
package org.rdylib.verifier.region;

import org.jspecify.annotations.NullMarked;
