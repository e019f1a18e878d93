package org.rdylib.conformance.layout;

/** What a compiler can be asked about a type, and what it answers. */
sealed interface Fact {

    /** What the fact is about, as the answers of different sources are matched by. */
    String key();

    /** The size and alignment of a type. */
    record Size(String type) implements Fact {
        @Override
        public String key() {
            return type;
        }
    }

    /**
     * The offset and size of a part of a type.
     *
     * @param path as in a layout's slot
     * @param member as the program's language names it
     * @param memberType the part's own type
     */
    record Part(String type, String path, String member, String memberType) implements Fact {
        @Override
        public String key() {
            return type + "." + path;
        }
    }

    /** The discriminant of a variant. */
    record Tag(String type, String variant) implements Fact {
        @Override
        public String key() {
            return type + "#" + variant;
        }
    }

    /**
     * Two numbers: size and alignment, offset and size, or a discriminant and 0. Text, since a discriminant may be
     * greater than a {@code long}.
     */
    record Answer(String first, String second) {

        Answer(long first, long second) {
            this(Long.toString(first), Long.toString(second));
        }

        /** Of a line {@code key first second} that a program printed. */
        static Answer of(String[] words) {
            return new Answer(words[1], words[2]);
        }
    }
}
