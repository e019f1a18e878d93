/**
 * Java stubs for a descriptor.
 *
 * <p>What a type becomes:
 *
 * <table>
 * <caption>Types</caption>
 * <tr><th>descriptor</th><th>Java</th></tr>
 * <tr><td>{@code bool}, {@code i8}, {@code i16}, {@code i32}, {@code i64}, {@code isize}, {@code f32}, {@code f64}</td>
 *     <td>the primitive of that size</td></tr>
 * <tr><td>{@code u8}, {@code u16}, {@code char}</td><td>{@code int}, checked on its way in</td></tr>
 * <tr><td>{@code u32}</td><td>{@code long}, checked on its way in</td></tr>
 * <tr><td>{@code u64}, {@code usize}</td><td>{@code long} of the same bits</td></tr>
 * <tr><td>{@code u128}, {@code i128}</td><td>{@code BigInteger}, checked on its way in</td></tr>
 * <tr><td>the library</td><td>interface that is {@code AutoCloseable}, implemented by a record</td></tr>
 * <tr><td>struct; enum; enum with payloads</td><td>record; Java enum; sealed interface of records</td></tr>
 * <tr><td>enum that may grow, without payloads; with payloads</td><td>sealed interface of a Java enum {@code Known} and a
 *     record {@code Unknown}; sealed interface of records, {@code Unknown} one of them</td></tr>
 * <tr><td>interface; {@code Box<dyn I>}, {@code Arc<dyn I>}, {@code &dyn I}, {@code &mut dyn I}</td>
 *     <td>interface that is {@code AutoCloseable}, which Java may implement too</td></tr>
 * <tr><td>opaque type; {@code Box<H>}, {@code &H}, {@code &mut H}</td><td>final class that is {@code
 *     AutoCloseable}</td></tr>
 * <tr><td>{@code &mut Option<Box<H>>} of an opaque H</td><td>{@code Mut} of an empty {@code Optional}, which the library
 *     fills</td></tr>
 * <tr><td>closures, behind the same pointers</td><td>functional interface, named after function and parameter; where it
 *     is owned, {@code AutoCloseable} with nothing to do</td></tr>
 * <tr><td>{@code fn(A) -> R}</td><td>functional interface, named likewise; what Java passes is made callable once for each
 *     object, and stays so</td></tr>
 * <tr><td>{@code async fn} and {@code Box<dyn Future<Output = R>>}</td><td>{@code Async}, of the library's or
 *     of a {@code CompletionStage} of Java's</td></tr>
 * <tr><td>{@code Option}, {@code Result}, pairs and triples</td><td>{@code Optional}, {@code Result}, {@code Pair}, {@code
 *     Triple}</td></tr>
 * <tr><td>tuples of other sizes</td><td>{@code Tuple1}, {@code Tuple4} …, generated as they are needed</td></tr>
 * <tr><td>{@code [T; N]}</td><td>{@code List}</td></tr>
 * <tr><td>{@code &'a str}, {@code &'a CStr}, {@code &'a [T]}, {@code &'a T}</td><td>{@code Text}, {@code CText}, {@code
 *     Slice}, {@code Ref}, which belong to a region; {@code String}, an array or a {@code List}, and the value itself,
 *     where nothing can be left for {@code 'a}</td></tr>
 * <tr><td>{@code &'a [T]} of scalars that belongs to a region</td><td>{@code ScalarSlice}, which can be copied into an
 *     array of primitives</td></tr>
 * <tr><td>{@code String}, {@code Box<str>}; {@code Vec<T>}, {@code Box<[T]>}; {@code Box<T>}, {@code
 *     Arc<T>}</td><td>{@code String}; an array or a {@code List}, as for slices; the value itself</td></tr>
 * <tr><td>{@code &mut T}, {@code &mut str}</td><td>{@code Mut}, copied in and out; a text stays as long, in bytes</td></tr>
 * <tr><td>{@code &mut [T]}</td><td>an array of scalars, or a {@code Mut} of a {@code List}; copied in and out</td></tr>
 * <tr><td>{@code *const T}, {@code *mut T}</td><td>{@code MemorySegment}</td></tr>
 * </table>
 *
 * <p>Nothing can be left for a lifetime that is neither in the result nor in what the callee may write to, ask its caller
 * for or give to what keeps it, and that outlives no lifetime that is: then what is passed for it is copied for the call
 * ({@code Storing}). What keeps what it is given are objects, closures of the library's, and those in fields. A lifetime
 * that is in the parameters of another closure of Java's alone ends with each call of the closure. Otherwise a lifetime is the region of what
 * carries it, the shortest if there are several, and the bounds that the signature writes or implies are checked between
 * the regions before the call.
 *
 * <p>A lifetime that no argument carries ends with the first of what outlives it, as that of an {@code async fn}'s future
 * does, else with the library.
 *
 * <p>Owned values are copied. What the library makes is freed by the library's function once it has been read, or could
 * not be; what Java makes goes along with a function of the loader's. An array in a record is the record's own, but
 * anybody's to change, and compared as arrays are.
 *
 * <p>What Java implements is called through one entry for each method, which finds the object or closure by its data word;
 * what the library implements, through a class that implements the same interface. A function is planned in either
 * direction, and {@code Uses} says which are needed.
 *
 * <p>A future of Java's is given for as long as the library likes, and what it is made of is Java's own. So what an import
 * or a closure is given for no longer than its future is copied; a method, which Java may call too, is given views that end
 * when it returns.
 *
 * <p>An opaque value that the library gave away is the caller's to close, which calls its {@code drop}. It lends itself to
 * what the library makes of it for its lifetime: a statement keeps its connection from being closed, given back or used
 * exclusively. What the library only lends is a view, which belongs to a region: what a callback is lent ends when it returns,
 * and what was made of that with it. What a callback is given is its own to close, and it may answer with what it has.
 *
 * <p>What may grow may have grown in the library's copy of the descriptor, or in the host's. Of a struct with {@code
 * evolves: append} the fields are read that both know, and a field that the library's values do not have is its {@code
 * default:}; what the library is given has the size that the library's own copy says, with the library's defaults behind
 * the fields that the host knows. Both are known once the library is loaded: {@code Library.copies()} is asked wherever
 * something may have grown ({@code Growing}). A variant that the host does not know is a value that can be given back to
 * the library that it is of. What lies in memory as one library knows it is not passed to another that knows it
 * otherwise. What is copied into a region to be passed for a reference is copied for one library, by a method of its own.
 *
 * <p>A closure that {@code c:} passes to C has an entry of C's shape ({@code CClosures}). C cannot be told of an exception: the
 * frame of the call around it keeps that, and {@code frame.rethrow()} throws it once C has returned ({@code
 * PlainUpcallBody}). So every call of such a library has a frame, but for leaves.
 *
 * <p>An {@code extern "C"} import cannot say that it has failed either, and has the same body. Then not only exports have a
 * frame, but the methods and closures of the library, too.
 *
 * <p>Where {@code c:} says how a C function that is already there is called, {@code CPassing} makes its arguments of those of
 * the signature, and what the function returns is read from where C has put it.
 *
 * <p>A descriptor goes through three steps. {@code Planner} settles names ({@code Names}) and types ({@code Resolver}),
 * and refuses what is not supported, each use at its place; from then on nothing is refused. {@code Rule}s make the
 * files. {@code Reading}, {@code Freeing}, {@code Writing} and {@code Carrying} make the code that takes values out of
 * memory, frees what they own there, puts them there and asks them for their regions, and share methods of one package-private class, each written once it is
 * needed ({@code Helpers}).
 */
@NullMarked
package org.rdylib.codegen.java;

import org.jspecify.annotations.NullMarked;
