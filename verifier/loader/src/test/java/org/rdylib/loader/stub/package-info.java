@NullMarked
package org.rdylib.loader.stub;

import org.jspecify.annotations.NullMarked;
