/** The bounds that types have by themselves, held against rustc. */
@NullMarked
package org.rdylib.conformance.bounds;

import org.jspecify.annotations.NullMarked;
