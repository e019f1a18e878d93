package org.rdylib.loader.stub;

import org.rdylib.loader.AbsentFunctionException;
import org.rdylib.loader.LibraryClosedException;

/**
 * How calls of a library begin and end. There is one way for libraries that stay and another for those that may be unloaded;
 * both are records, so that the JVM's compiler knows which it is, and what is in it, where the stub is a constant.
 *
 * <p>To begin a call throws {@link LibraryClosedException} if the stub was closed, and {@link StackOverflowError} if there is
 * not enough stack for the library to call back.
 */
public sealed interface Entrance permits FreeEntrance, GatedEntrance {

    /** The library. */
    Library library();

    /** Begins a call on the calling thread, which has to be ended by {@link CallFrame#close}. */
    CallFrame enter();

    /**
     * Begins a call that passes and answers nothing but copies, and has to be ended by {@link #leave}; or that lends closures
     * besides, and has to be ended by {@link #leaveLending}.
     *
     * @param memory {@link CallMemory#current}
     * @return what that is to be given
     */
    long enter(CallMemory memory);

    /** Ends a call that began with {@link #enter(CallMemory)}. */
    void leave(CallMemory memory, long mark);

    /** The same of one that has lent closures by {@link CallMemory#lend}, which are gone then. */
    void leaveLending(CallMemory memory, long mark);

    /**
     * Begins a call that passes and answers numbers alone, and has to be ended by {@link #end}.
     *
     * @return what that is to be given
     */
    int begin();

    /** The same of a function that does not call back, and needs no stack for that. */
    int beginLeaf();

    /** Ends a call that began with {@link #begin} or {@link #beginLeaf}. */
    void end(int mark);

    /**
     * The same, if the library has an optional function.
     *
     * @param address what {@link Library#function} gave
     * @throws AbsentFunctionException if it has not
     */
    default Entrance present(long address, String export) {
        if (address == 0) {
            throw new AbsentFunctionException(library() + " has no " + export);
        }
        return this;
    }
}
