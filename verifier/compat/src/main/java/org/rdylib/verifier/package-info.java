/**
 * May this host and this plugin be linked? Verdicts, findings and their renderers.
 *
 * <p>{@link org.rdylib.verifier.Verifier} is the entry. How it decides is in {@code org.rdylib.verifier.internal}, what
 * it stands on in {@code org.rdylib.verifier.region}; neither is exported.
 */
@NullMarked
package org.rdylib.verifier;

import org.jspecify.annotations.NullMarked;
