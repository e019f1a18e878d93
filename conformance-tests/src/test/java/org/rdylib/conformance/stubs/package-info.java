/** What the Java and the C generator make of random descriptors, and what javac, gcc and g++ say of it. */
@NullMarked
package org.rdylib.conformance.stubs;

import org.jspecify.annotations.NullMarked;
