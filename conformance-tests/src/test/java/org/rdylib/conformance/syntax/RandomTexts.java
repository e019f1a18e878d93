package org.rdylib.conformance.syntax;

import java.util.List;
import java.util.random.RandomGenerator;

/** Random texts that are types of Rust, or nearly so: types with up to two mistakes typed into them. */
final class RandomTexts {

    private static final List<String> LEAVES =
            List.of("u8", "str", "Span", "()", "Span<'a>", "Span<'_>", "dyn I", "dyn I<'a> + 'a", "fn()");
    private static final List<String> MISTAKES = List.of(
            "&",
            "*",
            "const ",
            "mut ",
            "(",
            ")",
            "[",
            "]",
            "<",
            ">",
            ",",
            "; 3",
            ":",
            "+",
            "->",
            "'a ",
            "'static ",
            "'_ ",
            "u8",
            "Box",
            "Option",
            "Result",
            "dyn ",
            "fn",
            "Fn",
            "FnMut",
            "for<'z> ",
            "unsafe ",
            "extern \"C\" ",
            " + Send",
            "I",
            "x: ",
            " ");

    private final RandomGenerator random;

    RandomTexts(RandomGenerator random) {
        this.random = random;
    }

    String next() {
        StringBuilder text = new StringBuilder(type(random.nextInt(4)));
        for (int k = random.nextInt(3); k > 0; k--) {
            int at = random.nextInt(text.length() + 1);
            if (random.nextInt(3) == 0) {
                text.delete(at, Math.min(text.length(), at + random.nextInt(1, 4)));
            } else {
                text.insert(at, oneOf(MISTAKES));
            }
        }
        return text.toString().strip();
    }

    private String type(int depth) {
        if (depth == 0) {
            return oneOf(LEAVES);
        }
        String part = type(depth - 1);
        return switch (random.nextInt(13)) {
            case 0 -> "&" + part;
            case 1 -> "&'a mut " + part;
            case 2 -> "*const " + part;
            case 3 -> "[" + part + "]";
            case 4 -> "[" + part + "; 3]";
            case 5 -> "(" + part + ")";
            case 6 -> "(" + part + ", " + type(depth - 1) + ")";
            case 7 -> "Box<" + part + ">";
            case 8 -> "Result<" + part + ", " + type(depth - 1) + ">";
            case 9 -> "for<'z> fn(" + part + ") -> " + type(depth - 1);
            case 10 -> "unsafe extern \"C\" fn(x: " + part + ", _: u8)";
            case 11 -> "dyn for<'z> FnMut(" + part + ") -> " + type(depth - 1) + " + Send";
            default -> "dyn Fn(" + part + ")";
        };
    }

    private String oneOf(List<String> values) {
        return values.get(random.nextInt(values.size()));
    }
}
