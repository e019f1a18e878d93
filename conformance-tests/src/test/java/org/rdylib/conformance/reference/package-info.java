/** The examples of the language's reference, {@code spec/README.md}, against the verifier, generators and compilers. */
@NullMarked
package org.rdylib.conformance.reference;

import org.jspecify.annotations.NullMarked;
