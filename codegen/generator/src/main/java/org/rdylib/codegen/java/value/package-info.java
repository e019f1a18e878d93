/**
 * The code for values in memory.
 *
 * <p>{@code Reading}, {@code Freeing}, {@code Writing} and {@code Carrying} make the code that takes values out of memory,
 * frees what they own there, puts them there and asks them for their regions, and share methods of one package-private
 * class, each written once it is needed ({@code Helpers}).
 *
 * <p>Owned values are copied. What the library makes is freed by the library's function once it has been read, or could
 * not be; what Java makes goes along with a function of the loader's. An array in a record is the record's own, but
 * anybody's to change, and compared as arrays are.
 *
 * <p>An opaque value that the library gave away is the caller's to close, which calls its {@code drop}. It lends itself to
 * what the library makes of it for its lifetime: a statement keeps its connection from being closed, given back or used
 * exclusively; and what has it as {@code &mut} from being used at all. Attached to what was made before, it is lent until the region
 * ends for which that was made. What the library only lends is a view, which belongs to a region: what a callback is lent ends when it returns,
 * and what was made of that with it. What a callback is given is its own to close, and it may answer with what it has.
 *
 * <p>What may grow may have grown in the library's copy of the descriptor, or in the host's. Of a struct with {@code
 * evolves: append} the fields are read that both know, and a field that the library's values do not have is its {@code
 * default:}; what the library is given has the size that the library's own copy says, with the library's defaults
 * behind the fields that the host knows. Both are known once the library is loaded: {@code Library.copies()} is asked
 * wherever something may have grown ({@code Growing}). Once objects have been taken out of such a struct its maker
 * cannot destroy it any more, so what else is in it is freed field by field, by whoever knows of it. A variant that the
 * host does not know is a value that can be given back to the library that it is of. What lies in memory as one library
 * knows it is not passed to another that knows it otherwise. What is copied into a region to be passed for a reference
 * is copied for one library, by a method of its own.
 */
@NullMarked
package org.rdylib.codegen.java.value;

import org.jspecify.annotations.NullMarked;
