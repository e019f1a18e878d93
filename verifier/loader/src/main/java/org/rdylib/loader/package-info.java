/**
 * Loading libraries and calling them, as the user of generated stubs sees it: regions, texts, results and exceptions.
 *
 * <p>A stub's {@code load} reads the library's descriptor from its file, compares it with the one that the stub was
 * generated from, and only then lets the system open the file. Nothing that a caller in Java does afterwards crashes
 * the JVM: each misuse is answered by an exception of its own ({@code exceptions.md} lists them, with programs). A crash inside a library cannot be caught, though: it is
 * the same process.
 *
 * <p>A library stays for the life of the process, unless it was loaded under {@link org.rdylib.verifier.Unload#ALLOWED
 * unload: allowed}: then closing it unloads it. That is refused, with a list of what is left, while it is in use: by a
 * call on any thread, by an object of it that is not dropped, by a region that something of it may belong to. Afterwards
 * everything of it refuses with {@link org.rdylib.loader.LibraryClosedException}: its functions, and the values of the
 * lifetimes {@code 'dylib} and {@code 'static}. Threads that the library itself has started are its own affair: it has to
 * end them first.
 *
 * <p>A library may keep what it is lent behind a reference, {@code parser: "fn<'a>(handler: &'a mut dyn Handler) -> Box<dyn
 * Parser + 'a>"}, until {@code 'a} ends. An object or closure of Java's that says for how long it is there ({@link
 * org.rdylib.loader.Bounded}) is kept no longer than that, and every one no longer than what the call has made for {@code 'a}:
 * with that it is given back, and is never closed by the library. An object or opaque value of the library's own that is lent so
 * is not closed meanwhile, nor used otherwise than beside a {@code &}; once nothing of the library's borrows from it, its next use
 * ends the loan, and what was viewed for {@code 'a}. Where {@code 'a} is a region's for which something else was made, {@code add:
 * "fn<'a>(multi: &mut Multi<'a>, easy: &'a Easy)"}, only the end of the region ends the loan, after all that belongs to it has been
 * dropped; so what is dropped with the region itself is not lent for it.
 *
 * <p>So may a library keep what it is lent as {@code &mut} of plain data, {@code writer: "fn<'a>(room: &'a mut [u8]) -> Box<dyn
 * Writer + 'a>"}. It writes to a copy, which is copied back when {@code 'a} ends, once all that belongs to that has been dropped; or
 * as soon as nothing of the library's belongs to {@code 'a}, and nothing has been viewed for it. Until then the array or {@link
 * org.rdylib.loader.Mut} holds what it held, and is lent to nobody else.
 *
 * <p>What a library answers with as {@code &mut} of plain data, {@code map: "fn<'a>(frame: &'a mut Frame) -> &'a mut [u8]"}, is
 * written to where it is ({@link org.rdylib.loader.MutScalarSlice}, {@link org.rdylib.loader.MutSlice}, {@link
 * org.rdylib.loader.MutRef}) until {@code 'a} ends: with its region, or with the next use of what has lent it. So Java is never in
 * two minds about the memory, and a value is there as a whole or not at all. It is not passed on: nobody has to be told that
 * Java writes to it.
 *
 * <p>What is {@code Send} and not {@code Sync} is used by any thread, one after the other. None uses it while another has
 * something that borrows from it and is not {@code Send}, as SQLite's statements are not: that is to be closed first, or given back.
 * What is {@code Send}, and what is read as plain data, may stay, for Rust would have let it be moved to that other thread; but
 * only once its own thread has ended that loan, {@code text.region().close()}, or has ended itself, can another have the object
 * alone, or close it. What a thread leaves behind that only it may drop is never dropped.
 *
 * <p>A library's future, {@link org.rdylib.loader.Async}, is polled where Java says, and never by the thread that wakes it:
 * that may be one of the library's own, in the middle of anything, and holding locks that polling takes. While somebody waits
 * for one, what it borrows from is neither closed nor used otherwise.
 *
 * <p>The JVM has to be started with {@code --enable-native-access=org.rdylib.loader}, or {@code
 * --enable-native-access=ALL-UNNAMED} where the loader is on the class path.
 */
@NullMarked
package org.rdylib.loader;

import org.jspecify.annotations.NullMarked;
