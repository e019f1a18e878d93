/** A stub as the generator emits it, written by hand: what the loader is tested with, and the generator's model. */
@NullMarked
package org.rdylib.loader.sample;

import org.jspecify.annotations.NullMarked;
