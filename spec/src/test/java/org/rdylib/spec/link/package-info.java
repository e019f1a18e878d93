@NullMarked
package org.rdylib.spec.link;

import org.jspecify.annotations.NullMarked;
