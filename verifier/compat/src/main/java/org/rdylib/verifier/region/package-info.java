/**
 * Outlives constraints and their solution.
 *
 * <p>{@link org.rdylib.verifier.region.Constraints} is one question: may lifetimes be chosen for the callee (existentials),
 * whatever those of the caller (universals) and of the function types that it wants (placeholders) are? A region is a set
 * of moments; {@code 'a: 'b} says that {@code 'a} contains {@code 'b}. {@link org.rdylib.verifier.region.Solver} proposes
 * values, joins of regions that an existential can name; {@code Certificate} alone accepts one, by proving each constraint
 * from the assumptions of its own scope. So a proposal can be as clever as it likes and never be wrong in accepting.
 * What cannot be proved is followed back, along the least solution, to the demands that led there.
 *
 * <p>Known-good reading: rustc's {@code region_infer} and {@code handle_placeholders}, its developer guide on placeholders
 * and universes, and Polonius' {@code subset_error}.
 */
@NullMarked
package org.rdylib.verifier.region;

import org.jspecify.annotations.NullMarked;
