/** Benchmarks of what only the loader itself can ask. */
@NullMarked
package org.rdylib.loader.stub;

import org.jspecify.annotations.NullMarked;
