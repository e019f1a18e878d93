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
 *     <td>interface that is {@code AutoCloseable}, which Java may implement too; to close what the library has lent is to
 *     give it back</td></tr>
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
 * <tr><td>{@code &mut [T]} of scalars in a struct, enum, tuple, array or {@code Option}</td><td>a {@code Mut} of an array, which
 *     is written to; what is {@code &mut} there is a {@code Mut} throughout. Behind {@code &mut} such a struct comes back with one
 *     of the places that were passed, or with a part of an array</td></tr>
 * <tr><td>{@code *const T}, {@code *mut T}</td><td>{@code MemorySegment}</td></tr>
 * </table>
 *
 * <p>A descriptor goes through three steps, each in a package of its own, of which each knows only those before it. {@link
 * org.rdylib.codegen.java.plan} settles names and types, and refuses what is not supported; from then on nothing is refused.
 * {@link org.rdylib.codegen.java.value} writes the code for values that lie in memory, {@link org.rdylib.codegen.java.call}
 * the code of calls in both directions. What is here puts that into files: a {@code Rule} for each kind of them.
 */
@NullMarked
package org.rdylib.codegen.java;

import org.jspecify.annotations.NullMarked;
