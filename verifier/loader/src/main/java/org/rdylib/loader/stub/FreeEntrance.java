package org.rdylib.loader.stub;

/** That of a library that stays: all there is to be seen to is that the stub was not closed. */
record FreeEntrance(Library library) implements Entrance {

    private static final int UNMARKED = 0;

    @Override
    public CallFrame enter() {
        begin();
        return CallFrame.open(CallStack.current(), null, library);
    }

    @Override
    public long enter(CallMemory memory) {
        begin();
        return memory.mark();
    }

    @Override
    public void leave(CallMemory memory, long mark) {
        memory.releaseTo(mark);
    }

    @Override
    public void leaveLending(CallMemory memory, long mark) {
        memory.endLent(mark);
        memory.releaseTo(mark);
    }

    @Override
    public int begin() {
        library.probe();
        return UNMARKED;
    }

    @Override
    public int beginLeaf() {
        library.checkOpen();
        return UNMARKED;
    }

    @Override
    public void end(int mark) {}
}
