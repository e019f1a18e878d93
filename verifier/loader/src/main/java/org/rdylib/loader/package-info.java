/**
 * Loading libraries and calling them, as the user of generated stubs sees it: regions, texts, results and exceptions.
 *
 * <p>A stub's {@code load} reads the library's descriptor from its file, compares it with the one that the stub was
 * generated from, and only then lets the system open the file. Nothing that a caller in Java does afterwards crashes
 * the JVM: each misuse is answered by an exception of its own. A crash inside a library cannot be caught, though: it is
 * the same process.
 *
 * <p>The JVM has to be started with {@code --enable-native-access=org.rdylib.loader}, or {@code
 * --enable-native-access=ALL-UNNAMED} where the loader is on the class path.
 */
@NullMarked
package org.rdylib.loader;

import org.jspecify.annotations.NullMarked;
