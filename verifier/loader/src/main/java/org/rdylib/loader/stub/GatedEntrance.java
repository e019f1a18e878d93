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
    public void leaveLending(CallMemory memory, long mark) {
        memory.endLentInside(mark);
        memory.releaseAndLeave(mark);
    }

    @Override
    public int begin() {
        library.probe();
        return pass();
    }

    /** That the stub was closed, too, shows at the gate, which ends first. */
    @Override
    public int beginLeaf() {
        return pass();
    }

    private int pass() {
        ThreadState state = CallStack.stateOfThread();
        int mark = state.depth();
        state.enter(gate);
        return mark;
    }

    @Override
    public void end(int mark) {
        CallStack.stateOfThread().leave(mark);
    }
}
