/** Elided lifetimes and default object bounds, held against rustc. */
@NullMarked
package org.rdylib.conformance.elision;

import org.jspecify.annotations.NullMarked;
