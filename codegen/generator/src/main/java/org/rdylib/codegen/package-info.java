/** What every generator gives back. */
@NullMarked
package org.rdylib.codegen;

import org.jspecify.annotations.NullMarked;
