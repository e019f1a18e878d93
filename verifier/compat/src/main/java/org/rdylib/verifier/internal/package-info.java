/**
 * How two descriptors are compared: relate → constraints → solve → explain.
 *
 * <p>{@link org.rdylib.verifier.internal.Comparison} walks the boundary. A signature is related with its counterpart by
 * the forwarding rule ({@link org.rdylib.verifier.internal.SignatureComparison}): the caller's lifetimes are universal,
 * the callee's the solver's to choose; what the caller's types imply is assumed, what the callee's imply is demanded.
 * Relating two types ({@link org.rdylib.verifier.internal.TypeRelation}) reports differences of structure at once, turns
 * differences of lifetimes into constraints, and notes which declarations it met and in which direction their values
 * flow; those are compared afterwards, once for each direction, by a work list, so that recursion of types and
 * interfaces ends (a pair under comparison is assumed to fit: coinduction).
 *
 * <p>Every rule is an object in {@link org.rdylib.verifier.internal.Rules}, most of them of {@link org.rdylib.verifier.rule};
 * a test breaks one by replacing it. The package is not exported.
 *
 * <p>Decisions beside the forwarding rule:
 *
 * <ul>
 *   <li>An invariant {@code for<>} is related in both directions and stays invariant inside, as rustc does it; two that
 *       are subtypes of one another without being equal are refused. From some depth on the two are opened as one, since
 *       both ways at each level doubles the work with each level ({@link org.rdylib.verifier.internal.BinderRelation}).
 *   <li>An object or closure behind a {@code &mut} within another type goes both ways, although nobody can put another in
 *       its place, since it has no size. As the whole of a parameter or result it goes one way ({@link
 *       org.rdylib.verifier.rule.Coercion}). Further in, its lifetimes are invariant while its methods would not be,
 *       for which the judges have no words: to refuse is needless there, and safe.
 *   <li>A caller that is {@code unsafe} may call a callee that is not, as in Rust. On {@code fn} types both must be equal.
 *   <li>The two copies must give an export the same symbol, so that neither side can bind another function by it.
 *   <li>The object's own bound in {@code &'s (dyn I<'x> + 'o)}, the receiver, is the same on both sides and has no name
 *       in the signature; all that follows from it is {@code 'dylib: 's}, by way of {@code 'o}.
 * </ul>
 */
@NullMarked
package org.rdylib.verifier.internal;

import org.jspecify.annotations.NullMarked;
