package org.rdylib.conformance.bounds;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** Structs in the syntax that Rust and descriptors share, each of earlier ones, and some of themselves. */
final class RandomStructs {

    /**
     * A struct {@code S<'a>} with a field for each type.
     *
     * @param isRecursive whether it has one more, {@code Option<Box<S<'a>>>}
     */
    record Struct(String name, List<String> fields, boolean isRecursive) {}

    private final RandomGenerator random;
    private final List<Struct> all = new ArrayList<>();

    RandomStructs(RandomGenerator random) {
        this.random = random;
    }

    Struct next() {
        List<String> fields = new ArrayList<>();
        int count = 1 + random.nextInt(2);
        for (int i = 0; i < count; i++) {
            fields.add(type(3));
        }
        Struct struct = new Struct("S" + all.size(), fields, random.nextInt(4) == 0);
        all.add(struct);
        return struct;
    }

    private String type(int depth) {
        int choice = random.nextInt(depth == 0 ? 5 : 18);
        return switch (choice) {
            case 0 -> oneOf("u8", "bool", "char", "f64", "usize");
            case 1 -> "&'a str";
            case 2 -> "String";
            case 3 ->
                all.isEmpty() ? "u16" : all.get(random.nextInt(all.size())).name() + "<'a>";
            case 4 -> oneOf("fn(u8) -> u8", "Box<str>", "&'a CStr", "fn()");
            case 5 -> oneOf("*const ", "*mut ") + "u8";
            case 6, 7 -> "&'a " + type(depth - 1);
            case 8 -> "&'a mut " + type(depth - 1);
            case 9 -> "Option<" + type(depth - 1) + ">";
            case 10 -> "Result<" + type(depth - 1) + ", " + type(depth - 1) + ">";
            case 11 -> "(" + type(depth - 1) + ", " + type(depth - 1) + ")";
            case 12 -> oneOf("[" + type(depth - 1) + "; 3]", "Box<[" + type(depth - 1) + "]>");
            case 13 -> oneOf("Box", "Vec") + "<" + type(depth - 1) + ">";
            case 14 -> "Arc<" + type(depth - 1) + ">";
            case 15 -> oneOf("&'a (", "&'a mut (") + object() + ")";
            case 16 -> oneOf("Box<", "Arc<") + object() + ">";
            default -> "&'a [" + type(depth - 1) + "]";
        };
    }

    private String object() {
        return oneOf("dyn I", "dyn Fn(u8) -> u8", "dyn FnMut(u8)")
                + oneOf("", " + Send", " + Sync", " + Send + Sync", " + Send + Sync")
                + " + 'a";
    }

    private String oneOf(String... choices) {
        return choices[random.nextInt(choices.length)];
    }
}
