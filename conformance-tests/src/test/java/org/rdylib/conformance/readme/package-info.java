/** What the README shows is what happens. */
@NullMarked
package org.rdylib.conformance.readme;

import org.jspecify.annotations.NullMarked;
