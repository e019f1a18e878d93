/** The commands of {@code rdylib}. */
@NullMarked
package org.rdylib.cli;

import org.jspecify.annotations.NullMarked;
