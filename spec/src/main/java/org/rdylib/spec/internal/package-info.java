/** What several packages of this module need, and nobody else. */
@NullMarked
package org.rdylib.spec.internal;

import org.jspecify.annotations.NullMarked;
