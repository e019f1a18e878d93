/** What the loader's tests share. */
@NullMarked
package org.rdylib.loader.testing;

import org.jspecify.annotations.NullMarked;
