/** The Rust side: what generated modules stand on, what their authors can do wrong, and what rustc says to it. */
@NullMarked
package org.rdylib.conformance.rust;

import org.jspecify.annotations.NullMarked;
