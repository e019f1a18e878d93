/**
 * What Java's linkers make of functions, also where nothing of this runs: by the JDK's own arrangers of calls, which are in
 * every JDK, against what clang compiles.
 */
@NullMarked
package org.rdylib.conformance.linker;

import org.jspecify.annotations.NullMarked;
