/** What may not be linked is refused, and none of its code has run by then. */
@NullMarked
package org.rdylib.conformance.refusals;

import org.jspecify.annotations.NullMarked;
