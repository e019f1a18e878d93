/** The canonical form of a descriptor, and its fingerprint. */
@NullMarked
package org.rdylib.spec.canonical;

import org.jspecify.annotations.NullMarked;
