/**
 * What the generated Java will be, before a line of it is written.
 *
 * <p>{@code Planner} settles names ({@code Names}) and types ({@code Resolver}), and refuses what is not supported ({@code
 * Lack}), each use at its place. A function is planned in either direction, and {@code Uses} says which are needed.
 *
 * <p>Nothing can be left for a lifetime that is neither in the result nor in what the callee may write to, ask its caller
 * for or give to what keeps it, and that outlives no lifetime that is: then what is passed for it is copied for the call
 * ({@code Storing}). What keeps what it is given are objects, closures of the library's, and those in fields. A lifetime
 * that is in the parameters of another closure of Java's alone ends with each call of the closure. Otherwise a lifetime is
 * the region of what carries it, the shortest if there are several, and the bounds that the signature writes or implies
 * are checked between the regions before the call.
 *
 * <p>An object or closure behind a reference is lent for the call if nothing can be left for the reference's lifetime. Else it
 * is kept: for the region that the lifetime has, where that is not the call's to choose, or for one of the call's own, which
 * ends at the latest with the first of all that outlives it ({@code Lifting}).
 *
 * <p>What leads to such by way of further references is plain Java ({@code &Context<'_>} of a struct with a {@code &dyn Log}), and
 * copied: for the call, or if something can be left for the lifetime of the reference, for as long as something is that the
 * library has made for it and is dropped. Where plain data may be left, of which nobody says when it is over, it lasts as long
 * as what outlives the lifetime.
 *
 * <p>So is an opaque value behind {@code &mut}. One behind {@code &} is kept only for what is not the call's to choose ({@code
 * Keeping}): otherwise it is itself what carries the lifetime, by a region that ends with its next exclusive use, and that all calls
 * share which are lent it. Within something else an opaque value is lent as an object is.
 *
 * <p>What is owned behind {@code &} stays its owner's, and is written and read as if it were there by value: by a {@code Making} that
 * lends, for as long as the reference, and by a {@code Receiving} that takes nothing over.
 *
 * <p>A lifetime that no argument carries ends with the first of what outlives it, as that of an {@code async fn}'s future
 * does, else with the library.
 *
 * <p>A future of Java's is given for as long as the library likes, and what it is made of is Java's own. So what an import
 * or a closure is given for no longer than its future is copied; a method, which Java may call too, is given views that end
 * when it returns.
 *
 * <p>A function of Java's may leave something for lifetimes of its own, in its answer or where it may write to ({@code
 * Leaving}). When these end is its caller's to know, so that each has a region apart from the others: what is left belongs to
 * that, or to what the signature promises to outlive it.
 */
@NullMarked
package org.rdylib.codegen.java.plan;

import org.jspecify.annotations.NullMarked;
