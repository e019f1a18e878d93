package org.rdylib.loader.stub;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What Java has made for a library, until that has it: pieces of memory, and closures and objects of Java's. */
final class Made {

    private static final int USUAL = 8;

    private Pieces.Piece[] pieces = new Pieces.Piece[USUAL];
    private int count;
    private final List<KeptTarget> targets = new ArrayList<>(0);

    /** Makes a piece of memory, {@link Pieces#make}; its address is the answer. */
    long piece(long capacity, long stride, long align, Owned.@Nullable Freer element) {
        if (count == pieces.length) {
            pieces = Arrays.copyOf(pieces, 2 * count);
        }
        Pieces.Piece piece = Pieces.make(capacity, stride, align, element);
        pieces[count] = piece;
        count++;
        return piece.address;
    }

    /** One of Java's that is given. */
    void add(KeptTarget target) {
        try {
            targets.add(target);
        } catch (OutOfMemoryError thrown) {
            HostTargets.forget(target);
            throw thrown;
        }
    }

    /** Takes all back, but for what the library has a share in. */
    void takeBack() {
        // No iterator: there may be no memory for it.
        for (int i = 0; i < targets.size(); i++) {
            HostTargets.release(targets.get(i));
        }
        try {
            Pieces.takeBack(pieces, count);
        } finally {
            forget();
        }
    }

    /** All of it is the library's, or no more. */
    void forget() {
        targets.clear();
        if (pieces.length > USUAL) {
            pieces = new Pieces.Piece[USUAL];
        } else {
            Arrays.fill(pieces, 0, count, null);
        }
        count = 0;
    }
}
