/**
 * The code of calls: of the library by Java ({@code DowncallBody}), and of Java by the library ({@code UpcallBody}).
 *
 * <p>What Java implements is called through one entry for each method, which finds the object or closure by its data word;
 * what the library implements, through a class that implements the same interface.
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
 */
@NullMarked
package org.rdylib.codegen.java.call;

import org.jspecify.annotations.NullMarked;
