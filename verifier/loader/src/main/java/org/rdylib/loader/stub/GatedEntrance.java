package org.rdylib.loader.stub;

import org.rdylib.loader.internal.Gate;
import org.rdylib.loader.internal.ThreadState;

/** That of a library that may be unloaded: whoever is inside has entered its gate. */
record GatedEntrance(Library library, Gate gate) implements Entrance {

    @Override
    public CallFrame enter() {
        library.probe();
        return CallFrame.open(CallStack.current(), gate, library);
    }

    @Override
    public long enter(CallMemory memory) {
        library.probe();
        return memory.mark(gate);
    }

    @Override
    public void leave(CallMemory memory, long mark) {
        memory.releaseAndLeave(mark);
    }

    @Override
    public int begin() {
        library.probe();
        return pass();
    }

    @Override
    public int beginLeaf() {
        library.checkOpen();
        return pass();
    }

    private int pass() {
        ThreadState state = CallStack.current().state;
        int mark = state.depth();
        state.enter(gate);
        return mark;
    }

    @Override
    public void end(int mark) {
        CallStack.current().state.leave(mark);
    }
}
