/** What only the checker itself can be asked. */
@NullMarked
package org.rdylib.spec.check;

import org.jspecify.annotations.NullMarked;
