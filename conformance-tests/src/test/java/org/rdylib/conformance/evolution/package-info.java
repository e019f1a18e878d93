/**
 * The verdict on copies of different age, held against the table of the language, written down once more: as a judge that
 * enumerates every path along which a value can cross the boundary, and remembers nothing of what it has met.
 */
@NullMarked
package org.rdylib.conformance.evolution;

import org.jspecify.annotations.NullMarked;
