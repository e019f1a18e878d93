/** YAML with positions to records; the type-expression parser and printer. */
@NullMarked
package org.rdylib.spec.syntax;

import org.jspecify.annotations.NullMarked;
