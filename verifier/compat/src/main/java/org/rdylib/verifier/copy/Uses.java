package org.rdylib.verifier.copy;

import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.rdylib.spec.Descriptor;
import org.rdylib.spec.InterfaceDeclaration;
import org.rdylib.spec.Type;
import org.rdylib.spec.TypeDeclaration;
import org.rdylib.spec.Types;

/**
 * Which declarations of a descriptor name which others. Each has a number: the types come first, in order, then the
 * interfaces, which share one name space with them.
 */
public final class Uses {

    private static final int[] NONE = {};

    private final Map<String, Integer> numbers;
    private final String[] names;
    private final int[][] used;

    private Uses(Map<String, Integer> numbers) {
        this.numbers = numbers;
        this.names = new String[numbers.size()];
        numbers.forEach((name, number) -> names[number] = name);
        this.used = new int[numbers.size()][];
    }

    /** Those of {@code descriptor}, which is checked. */
    public static Uses of(Descriptor descriptor) {
        Map<String, Integer> numbers = HashMap.newHashMap(
                descriptor.types().size() + descriptor.interfaces().size());
        descriptor.types().forEach(t -> numbers.put(t.name(), numbers.size()));
        descriptor.interfaces().forEach(i -> numbers.put(i.name(), numbers.size()));
        Uses uses = new Uses(numbers);
        Walk walk = uses.new Walk();
        int number = 0;
        for (TypeDeclaration type : descriptor.types()) {
            Types.forEachField(type, walk);
            uses.used[number++] = walk.take();
        }
        for (InterfaceDeclaration type : descriptor.interfaces()) {
            type.methods().forEach(m -> Types.forEachPart(m.signature(), walk));
            uses.used[number++] = walk.take();
        }
        return uses;
    }

    /** How many declarations there are. */
    public int size() {
        return used.length;
    }

    /** The number of the declaration {@code name}; -1 where there is none. */
    public int numberOf(String name) {
        return numbers.getOrDefault(name, -1);
    }

    /** The name of the declaration {@code number}. */
    public String nameOf(int number) {
        return names[number];
    }

    /** What the declaration {@code number} names, each as often as it does; not to be changed. */
    public int[] usedBy(int number) {
        return used[number];
    }

    /** {@code some} and the declarations that lead to one of them. */
    public BitSet leadingTo(BitSet some) {
        int[] first = new int[used.length + 1];
        for (int[] all : used) {
            for (int one : all) {
                first[one + 1]++;
            }
        }
        for (int i = 0; i < used.length; i++) {
            first[i + 1] += first[i];
        }
        int[] next = Arrays.copyOf(first, used.length);
        int[] users = new int[first[used.length]];
        for (int user = 0; user < used.length; user++) {
            for (int one : used[user]) {
                users[next[one]++] = user;
            }
        }
        BitSet leading = (BitSet) some.clone();
        int[] open = Arrays.copyOf(some.stream().toArray(), used.length);
        int count = some.cardinality();
        while (count > 0) {
            int one = open[--count];
            for (int i = first[one]; i < first[one + 1]; i++) {
                if (!leading.get(users[i])) {
                    leading.set(users[i]);
                    open[count++] = users[i];
                }
            }
        }
        return leading;
    }

    /** Gathers what one declaration names. */
    private final class Walk implements Consumer<Type> {

        private int[] found = new int[16];
        private int count;

        @Override
        public void accept(Type type) {
            if (type instanceof Type.Named named) {
                add(named.name());
            } else if (type instanceof Type.InterfaceObject object) {
                add(object.name());
            }
            Types.forEachPart(type, this);
        }

        private void add(String name) {
            if (count == found.length) {
                found = Arrays.copyOf(found, 2 * count);
            }
            found[count++] = numberOf(name);
        }

        private int[] take() {
            int[] all = count == 0 ? NONE : Arrays.copyOf(found, count);
            count = 0;
            return all;
        }
    }
}
