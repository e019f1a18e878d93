/**
 * What starts first when {@code rdylib.jar} is run: written for Java 17, so that an older JVM can find a newer one and
 * start the same jar there. It knows nothing of the rest but the name of the main class.
 */
@NullMarked
package org.rdylib.cli.launcher;

import org.jspecify.annotations.NullMarked;
