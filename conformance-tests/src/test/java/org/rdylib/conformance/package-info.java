/** Does it hold against the world? Tests of the whole, none of them inside the package that they test. */
@NullMarked
package org.rdylib.conformance;

import org.jspecify.annotations.NullMarked;
