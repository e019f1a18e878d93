/** The JSON Schema of the language, held against the parser. */
@NullMarked
package org.rdylib.conformance.schema;

import org.jspecify.annotations.NullMarked;
