/** Real plugins, built and linked as their users would, and judged by implementations that are not ours. */
@NullMarked
package org.rdylib.conformance.plugins;

import org.jspecify.annotations.NullMarked;
