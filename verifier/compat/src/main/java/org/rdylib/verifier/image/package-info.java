/** Descriptors read out of library files, none of whose code is run. */
@NullMarked
package org.rdylib.verifier.image;

import org.jspecify.annotations.NullMarked;
