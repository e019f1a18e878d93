@NullMarked
package org.rdylib.loader.internal;

import org.jspecify.annotations.NullMarked;
