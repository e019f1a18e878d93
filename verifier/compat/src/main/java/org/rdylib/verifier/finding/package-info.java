/**
 * What is found where two copies do not fit: each root cause once, by the path on which it was met first, with what either
 * side could write instead.
 */
@NullMarked
package org.rdylib.verifier.finding;

import org.jspecify.annotations.NullMarked;
