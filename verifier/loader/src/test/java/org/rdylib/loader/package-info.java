@NullMarked
package org.rdylib.loader;

import org.jspecify.annotations.NullMarked;
