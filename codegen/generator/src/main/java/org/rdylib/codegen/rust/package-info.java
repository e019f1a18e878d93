/**
 * The plugin's side of a boundary as one Rust module.
 *
 * <p>A type of the descriptor has three forms in it. The <em>author's</em> is Rust's own: what a signature says is what
 * the author reads. The <em>stored</em> one has the layout that the descriptor promises: what stands in declared types,
 * in slices and behind pointers; where Rust promises no layout it is a type of the generated module {@code wire}. The
 * third are the C parameters and results of the functions that cross the boundary; they know no lifetimes ({@code
 * 'static} stands for all of them), because rustc has compared the author's code with the descriptor's own signatures.
 *
 * <p>What each module stands on is the runtime in the resources beside this package, which is written into every
 * generated file.
 */
@NullMarked
package org.rdylib.codegen.rust;

import org.jspecify.annotations.NullMarked;
