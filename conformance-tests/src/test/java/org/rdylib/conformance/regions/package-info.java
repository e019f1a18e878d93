/**
 * Do the stubs keep lifetimes at run time as rustc keeps them at compile time? Random signatures with lifetimes, and random
 * programs that call them, each written twice: in Rust, where rustc says whether it borrows soundly, and in Java, where the
 * stubs and the loader do. A region of Java's is a block of Rust's. What rustc refuses Java has to refuse, by an exception of
 * its own; what rustc accepts Java may refuse only where its documentation says so.
 */
@NullMarked
package org.rdylib.conformance.regions;

import org.jspecify.annotations.NullMarked;
