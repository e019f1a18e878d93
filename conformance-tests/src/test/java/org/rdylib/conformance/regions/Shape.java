package org.rdylib.conformance.regions;

import java.util.Optional;

/** A type in a signature, in the notation of descriptors, which is Rust's. */
sealed interface Shape {

    /** The type as it is written. */
    String text();

    record Nothing() implements Shape {
        @Override
        public String text() {
            return "()";
        }
    }

    record Text(String lifetime) implements Shape {
        @Override
        public String text() {
            return "&" + lifetime + " str";
        }
    }

    record View(String lifetime) implements Shape {
        @Override
        public String text() {
            return "View<" + lifetime + ">";
        }
    }

    record Maybe(String lifetime) implements Shape {
        @Override
        public String text() {
            return "Option<&" + lifetime + " str>";
        }
    }

    /** A reference to a {@link View}. */
    record Deep(String lifetime, String content) implements Shape {
        @Override
        public String text() {
            return "&" + lifetime + " View<" + content + ">";
        }
    }

    record Texts(String lifetime, String content) implements Shape {
        @Override
        public String text() {
            return "&" + lifetime + " [&" + content + " str]";
        }
    }

    /** A place for a text, which is the library's for the call: of parameters alone. */
    record Place(String lifetime, String content) implements Shape {
        @Override
        public String text() {
            return "&" + lifetime + " mut &" + content + " str";
        }
    }

    /** Bytes that the library may write to: of parameters alone. */
    record Bytes(String lifetime) implements Shape {
        @Override
        public String text() {
            return "&" + lifetime + " mut [u8]";
        }
    }

    /** Bytes that the program writes to: of results alone. */
    record Room(String lifetime) implements Shape {
        @Override
        public String text() {
            return "&" + lifetime + " mut [u8]";
        }
    }

    /** Two texts: of results alone. */
    record Two(String first, String second) implements Shape {
        @Override
        public String text() {
            return "(&" + first + " str, &" + second + " str)";
        }
    }

    /** How a closure is passed. */
    enum Closure {
        SHARED("&dyn ", "Fn"),
        ALONE("&mut dyn ", "FnMut"),
        GIVEN("Box<dyn ", "FnOnce");

        private final String before;
        private final String kind;

        Closure(String before, String kind) {
            this.before = before;
            this.kind = kind;
        }
    }

    /**
     * A closure of the program's, which the library calls once, at once: of parameters alone.
     *
     * @param parameter the lifetime of the text that it is given, {@link #ANY} for each that it may be called for
     * @param answer that of the text that it answers with
     */
    record Callable(Closure closure, Optional<String> parameter, Optional<String> answer) implements Shape {

        static final String ANY = "'h";

        /** Whether it is called for any lifetime. */
        boolean isForAny() {
            return parameter.filter(ANY::equals).isPresent();
        }

        @Override
        public String text() {
            return closure.before
                    + (isForAny() ? "for<'h> " : "")
                    + closure.kind
                    + parameter.map(text -> "(&" + text + " str)").orElse("()")
                    + answer.map(text -> " -> &" + text + " str").orElse("")
                    + (closure == Closure.GIVEN ? " + " + answer.orElseThrow() + ">" : "");
        }
    }

    /**
     * An object of the program's, which the library uses at once: of parameters alone.
     *
     * @param lifetime of the reference; empty for what is given
     * @param made that of the texts that it is given and answers with
     */
    record Sink(Optional<String> lifetime, boolean alone, String made, String bound) implements Shape {
        @Override
        public String text() {
            String object = "dyn Sink<" + made + "> + " + bound;
            return lifetime.map(name -> "&" + name + (alone ? " mut (" : " (") + object + ")")
                    .orElse("Box<" + object + ">");
        }
    }

    /** Whose objects there are. */
    enum Type {
        CELL("Cell"),
        /** An object of an interface without lifetimes. */
        BELL("Bell"),
        /** Opaque, and invariant. */
        POT("Pot"),
        /** Opaque, and covariant. */
        PIN("Pin"),
        /** Opaque, without lifetimes. */
        JAR("Jar");

        private final String name;

        Type(String name) {
            this.name = name;
        }

        @Override
        public String toString() {
            return name;
        }
    }

    /**
     * An object.
     *
     * @param made the lifetime that it was made for; of no account for a {@code Bell} or {@code Jar}
     * @param bound that of what is in a {@code Cell} or {@code Bell}
     */
    record Thing(Type type, String made, String bound) {
        String text() {
            return switch (type) {
                case CELL -> "dyn Cell<" + made + "> + " + bound;
                case BELL -> "dyn Bell + " + bound;
                case POT, PIN -> type + "<" + made + ">";
                case JAR -> type.toString();
            };
        }

        /** A type behind a reference. */
        String target() {
            return isOpaque() ? text() : "(" + text() + ")";
        }

        boolean isOpaque() {
            return type == Type.POT || type == Type.PIN || type == Type.JAR;
        }
    }

    /** A slice of one {@code Bell}: of parameters alone. */
    record Bells(String lifetime, String content, Thing bell) implements Shape {
        @Override
        public String text() {
            return "&" + lifetime + " [&" + content + " " + bell.target() + "]";
        }
    }

    /**
     * A struct in which a {@code Bell} is lent beside a text: of parameters alone.
     *
     * @param lifetime of a reference to it; empty where it is passed by value
     */
    record Ring(Optional<String> lifetime, String content) implements Shape {
        @Override
        public String text() {
            return lifetime.map(name -> "&" + name + " ").orElse("") + "Ring<" + content + ">";
        }
    }

    /** A slice of one object that its owner keeps. */
    record Boxes(String lifetime, Thing thing) implements Shape {
        @Override
        public String text() {
            return "&" + lifetime + " [Box<" + thing.text() + ">]";
        }
    }

    record Owned(Thing thing) implements Shape {
        @Override
        public String text() {
            return "Box<" + thing.text() + ">";
        }
    }

    /** A list of one object: of parameters alone. */
    record Row(Thing thing) implements Shape {
        @Override
        public String text() {
            return "Vec<Box<" + thing.text() + ">>";
        }
    }

    /** {@link Owned} or {@link Lent}, and there: of parameters alone. */
    record Present(Shape shape) implements Shape {
        @Override
        public String text() {
            return "Option<" + shape.text() + ">";
        }
    }

    /** An object behind a reference. */
    record Lent(String lifetime, boolean alone, Thing thing) implements Shape {
        @Override
        public String text() {
            return "&" + lifetime + (alone ? " mut " : " ") + thing.target();
        }
    }
}
