/**
 * Is each misuse refused? Programs that would be undefined behaviour, a crash or a hang without rdylib's checks ({@code
 * plugins/misuse}), each in a JVM of its own, end in the exception that {@code verifier/loader/exceptions.md} names.
 */
@NullMarked
package org.rdylib.conformance.misuse;

import org.jspecify.annotations.NullMarked;
