/** May this host and this plugin be linked? Verdicts, findings and their renderers. */
@NullMarked
package org.rdylib.verifier;

import org.jspecify.annotations.NullMarked;
