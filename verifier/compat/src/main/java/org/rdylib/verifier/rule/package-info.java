/**
 * The rules by which two copies are compared, each an object that a test breaks by replacing it.
 */
@NullMarked
package org.rdylib.verifier.rule;

import org.jspecify.annotations.NullMarked;
