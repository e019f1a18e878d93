/** C headers and tables for a descriptor. */
@NullMarked
package org.rdylib.codegen.c;

import org.jspecify.annotations.NullMarked;
