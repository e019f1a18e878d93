package org.rdylib.conformance.regions;

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

    /** Two texts: of results alone. */
    record Two(String first, String second) implements Shape {
        @Override
        public String text() {
            return "(&" + first + " str, &" + second + " str)";
        }
    }

    record Owned(String made, String bound) implements Shape {
        @Override
        public String text() {
            return "Box<dyn Cell<" + made + "> + " + bound + ">";
        }
    }

    /** An object within something else: of parameters alone. */
    record Row(Owned object) implements Shape {
        @Override
        public String text() {
            return "[" + object.text() + "; 1]";
        }
    }

    /** An object behind a reference. */
    record Lent(String lifetime, boolean alone, String made, String bound) implements Shape {
        @Override
        public String text() {
            return "&" + lifetime + (alone ? " mut" : "") + " (dyn Cell<" + made + "> + " + bound + ")";
        }
    }
}
