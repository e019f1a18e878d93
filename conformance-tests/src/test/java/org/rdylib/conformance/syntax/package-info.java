/** The syntax of types, held against rustc's. */
@NullMarked
package org.rdylib.conformance.syntax;

import org.jspecify.annotations.NullMarked;
