/** Java stubs for a descriptor. */
@NullMarked
package org.rdylib.codegen.java;

import org.jspecify.annotations.NullMarked;
