/**
 * The Maven plugin. It runs in Maven's own JVM, whatever that is, so it is written for Java 17 and starts the generator
 * as a process on a newer one; and it stands on nothing of rdylib but the search for that newer one.
 */
@NullMarked
package org.rdylib.maven;

import org.jspecify.annotations.NullMarked;
