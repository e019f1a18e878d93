/**
 * The verdict on lifetimes, held against two judges that know nothing of the verifier: rustc, which is asked whether
 * the forwarding function of a pair is safe Rust, and a finite model, which tries every small order of regions.
 */
@NullMarked
package org.rdylib.conformance.lifetimes;

import org.jspecify.annotations.NullMarked;
