/** Layouts, held against those of C and Rust compilers. */
@NullMarked
package org.rdylib.conformance.layout;

import org.jspecify.annotations.NullMarked;
