/**
 * The plugin's side of a boundary as one Rust module.
 *
 * <p>A type of the descriptor has three forms in it. The <em>author's</em> is Rust's own: what a signature says is what
 * the author reads. The <em>stored</em> one has the layout that the descriptor promises: what stands in declared types,
 * in slices and behind pointers; where Rust promises no layout it is a type of the generated module {@code wire}. The
 * third are the C parameters and results of the functions that cross the boundary; they know no lifetimes ({@code
 * 'static} stands for all of them), because rustc has compared the author's code with the descriptor's own signatures.
 *
 * <p>What the other side may lack, because it is older, is an {@code Option}: the result of an optional import or method.
 * (An author's type that leaves out an optional method still has a slot for it, which fails: Rust does not tell who
 * implements a method that has a body already. Optional exports are all there, since the author implements one trait.)
 * What the other side may have more of is a value that is not looked into: an enum to which variants may be added is a
 * number, or bytes of which {@code known()} makes one of the variants that this version has. A struct to which fields may
 * be added is an ordinary one of those that this version has, but behind a pointer more may follow it. So it is read
 * there, and never copied, moved or overwritten as a whole: it has no {@code Clone}, and its {@code Box} is a {@code
 * wire::BoxGrowing}, from which there is no {@code &mut} to the struct, only to its fields ({@code fields_mut()}).
 *
 * <p>An opaque type is the author's own, of the same name, and stands in the module around the generated one: what is in it
 * nobody else sees. It crosses by one pointer, as a reference or a {@code Box}. What the descriptor claims of it, rustc
 * proves. Where several such types have one {@code drop}, that function could not tell what it is given: that is refused, and
 * so is {@code c:}, since what it describes is in C.
 *
 * <p>Of the bounds of a {@code dyn} type Rust has {@code Send} and {@code Sync}. An object that the plugin is only given may
 * promise more, which is not written; where the plugin gives one, rustc could not hold its author to that: it is refused.
 *
 * <p>A future is a {@code Pin<Box<dyn Future>>} wherever it crosses, but for one thing: an export that {@code async fn}
 * describes gives {@code impl Future}, so that its author may write {@code async fn}. (A method may not, since rustc makes
 * no {@code dyn} of a trait that has one.) Whoever polls hands its own waker over as an object that can be kept; neither
 * side has to know the other's executor.
 *
 * <p>What each module stands on is the runtime in the resources beside this package, which is written into every
 * generated file.
 */
@NullMarked
package org.rdylib.codegen.rust;

import org.jspecify.annotations.NullMarked;
