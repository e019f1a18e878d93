/** A product in small that breaks every rule of {@code ArchitectureRules}; no package but this one is null-marked. */
@NullMarked
package org.rdylib.conformance.broken;

import org.jspecify.annotations.NullMarked;
