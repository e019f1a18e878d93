package org.rdylib.spec.canonical;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A binding text, cut into its declarations, of which none is read: that takes long in a JVM that has just started, and
 * nearly all of two copies of a boundary is the same.
 *
 * <p>Only JSON without spaces, with the keys of a binding text in their order, is cut. What stands between the braces and
 * quotes of a declaration is not looked at, and nobody may vouch for it: a text that is put together of declarations has
 * to be {@linkplain Canonical#readQuickly read}. If it can be, each of them was cut where it ends.
 */
public final class BindingText {

    private static final List<String> HEAD = List.of("abi", "library", "version", "on_unload");

    private final byte[] text;
    private final List<Part> head;
    private final List<Declaration> declarations;

    /** Where a declaration stands, in the order of the text. */
    public enum Section {
        TYPES("types"),
        INTERFACES("interfaces"),
        EXPORTS("exports"),
        IMPORTS("imports");

        private final String key;

        Section(String key) {
            this.key = key;
        }
    }

    /** A key and its value: what is behind {@code from} and before {@code to}, the value behind {@code value}. */
    private record Part(int from, int value, int to) {}

    /** A declaration of a text. */
    public static final class Declaration {

        private final Section section;
        private final String name;
        private final Part part;

        private Declaration(Section section, String name, Part part) {
            this.section = section;
            this.name = name;
            this.part = part;
        }

        /** Where it stands. */
        public Section section() {
            return section;
        }

        /** Its name, without the lifetimes that it declares. */
        public String name() {
            return name;
        }
    }

    private BindingText(byte[] text, List<Part> head, List<Declaration> declarations) {
        this.text = text;
        this.head = head;
        this.declarations = List.copyOf(declarations);
    }

    /**
     * Cuts a text.
     *
     * @param text in UTF-8; not to be changed from now on
     * @return empty if it is not of the form of binding texts
     */
    public static Optional<BindingText> cut(byte[] text) {
        return new Cutter(text).cut();
    }

    /** Its declarations, in their order. */
    public List<Declaration> declarations() {
        return declarations;
    }

    /** The library's name as it is written. */
    public String library() {
        return string(head.get(1).value() + 1, head.get(1).to() - 1);
    }

    /** Whether {@code own}, which is of this text, is what {@code theirs} of the other one is, byte for byte. */
    public boolean isSame(Declaration own, BindingText other, Declaration theirs) {
        return own.section == theirs.section
                && Arrays.equals(
                        text, own.part.from(), own.part.to(), other.text, theirs.part.from(), theirs.part.to());
    }

    /** The words of {@code declaration}: each name that it mentions is one of them, without its library. */
    public Words words(Declaration declaration) {
        return new Words(declaration.part.from(), declaration.part.to());
    }

    /** The words of what stands before the declarations. */
    public Words wordsOfHead() {
        return new Words(head.getFirst().from(), head.getLast().to());
    }

    /** The value of {@code key} in {@code declaration}, if it is a text; of the first, if there are several. */
    public Optional<String> textOf(Declaration declaration, String key) {
        if (text[declaration.part.value()] != '{') {
            return Optional.empty();
        }
        byte[] wanted = ("\"" + key + "\":\"").getBytes(StandardCharsets.ISO_8859_1);
        int end = declaration.part.to();
        for (int at = declaration.part.value(); at + wanted.length < end; at++) {
            if (text[at] == '"' && Arrays.equals(text, at, at + wanted.length, wanted, 0, wanted.length)) {
                int from = at + wanted.length;
                int to = from;
                while (to < end && text[to] != '"') {
                    to++;
                }
                return Optional.of(string(from, to));
            }
        }
        return Optional.empty();
    }

    /**
     * A binding text of the same head with some of the declarations only.
     *
     * @param kept which of {@link #declarations}
     * @return a new array
     */
    public byte[] with(boolean[] kept) {
        Copy copy = new Copy(text);
        copy.add('{');
        for (Part part : head) {
            copy.separate();
            copy.add(part);
        }
        Optional<Section> open = Optional.empty();
        for (int i = 0; i < kept.length; i++) {
            if (kept[i]) {
                Declaration declaration = declarations.get(i);
                if (open.isEmpty() || open.get() != declaration.section) {
                    copy.close(open);
                    copy.open(declaration.section);
                    open = Optional.of(declaration.section);
                }
                copy.separate();
                copy.add(declaration.part);
            }
        }
        copy.close(open);
        copy.add('}');
        return copy.bytes();
    }

    /** The parts of a text that are to be kept, one behind the other. */
    private static final class Copy {

        private final byte[] text;
        private final byte[] bytes;
        private int length;

        Copy(byte[] text) {
            this.text = text;
            this.bytes = new byte[text.length];
        }

        void add(char c) {
            bytes[length++] = (byte) c;
        }

        void add(Part part) {
            int size = part.to() - part.from();
            System.arraycopy(text, part.from(), bytes, length, size);
            length += size;
        }

        void separate() {
            if (bytes[length - 1] != '{') {
                add(',');
            }
        }

        void open(Section section) {
            separate();
            add('"');
            for (int i = 0; i < section.key.length(); i++) {
                add(section.key.charAt(i));
            }
            add('"');
            add(':');
            add('{');
        }

        void close(Optional<Section> section) {
            if (section.isPresent()) {
                add('}');
            }
        }

        byte[] bytes() {
            return Arrays.copyOf(bytes, length);
        }
    }

    /** The words of a part of the text, one after the other: letters, digits and underscores without a gap. */
    public final class Words {

        private final int end;
        private int from;
        private int to;

        private Words(int from, int end) {
            this.to = from;
            this.end = end;
        }

        /** Goes on to the next word, if there is one. */
        public boolean next() {
            int at = to;
            while (at < end && !isOfWord(text[at])) {
                // Behind a backslash stands no letter of a word.
                at += text[at] == '\\' ? 2 : 1;
            }
            from = at;
            while (at < end && isOfWord(text[at])) {
                at++;
            }
            to = at;
            return from < end;
        }

        /** The first character of the word. */
        public char first() {
            return (char) text[from];
        }

        /** How many characters it has. */
        public int length() {
            return to - from;
        }

        /** The word. */
        public String word() {
            return string(from, to);
        }
    }

    private static boolean isOfWord(byte c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
    }

    /** Goes through a text once. */
    private static final class Cutter {

        private final byte[] text;
        private int at;

        Cutter(byte[] text) {
            this.text = text;
        }

        private boolean takes(char c) {
            if (at < text.length && text[at] == c) {
                at++;
                return true;
            }
            return false;
        }

        Optional<BindingText> cut() {
            List<Part> head = new ArrayList<>();
            List<Declaration> declarations = new ArrayList<>();
            Section[] sections = Section.values();
            int next = 0;
            if (!takes('{')) {
                return Optional.empty();
            }
            do {
                int from = at;
                Optional<String> key = key();
                if (key.isEmpty()) {
                    return Optional.empty();
                }
                int value = at;
                if (head.size() < HEAD.size() && key.get().equals(HEAD.get(head.size()))) {
                    if (next > 0 || !skipValue()) {
                        return Optional.empty();
                    }
                    head.add(new Part(from, value, at));
                    continue;
                }
                while (next < sections.length && !sections[next].key.equals(key.get())) {
                    next++;
                }
                if (next == sections.length || !cut(sections[next], declarations)) {
                    return Optional.empty();
                }
                next++;
            } while (takes(','));
            boolean isWhole = takes('}') && at == text.length && head.size() >= HEAD.size() - 1;
            return isWhole && text[head.get(1).value()] == '"'
                    ? Optional.of(new BindingText(text, List.copyOf(head), declarations))
                    : Optional.empty();
        }

        private boolean cut(Section section, List<Declaration> declarations) {
            if (!takes('{')) {
                return false;
            }
            do {
                int from = at;
                Optional<String> key = key();
                int value = at;
                if (key.isEmpty()
                        || value == text.length
                        || (text[value] != '"' && text[value] != '{')
                        || !skipValue()) {
                    return false;
                }
                int lifetimes = key.get().indexOf('<');
                String name = lifetimes < 0 ? key.get() : key.get().substring(0, lifetimes);
                declarations.add(new Declaration(section, name, new Part(from, value, at)));
            } while (takes(','));
            return takes('}');
        }

        /** A key and its colon; without escapes, which no name has. */
        private Optional<String> key() {
            int from = at + 1;
            if (!skipText()) {
                return Optional.empty();
            }
            String key = new String(text, from, at - 1 - from, StandardCharsets.ISO_8859_1);
            return takes(':') && key.indexOf('\\') < 0 ? Optional.of(key) : Optional.empty();
        }

        /** Goes behind a text, a mapping, or a number or word. */
        private boolean skipValue() {
            if (at < text.length && text[at] == '"') {
                return skipText();
            }
            if (at < text.length && text[at] == '{') {
                return skipMapping();
            }
            int from = at;
            while (at < text.length && isOfWord(text[at])) {
                at++;
            }
            return at > from;
        }

        private boolean skipMapping() {
            int depth = 0;
            while (at < text.length) {
                byte c = text[at];
                if (c == '"') {
                    if (!skipText()) {
                        return false;
                    }
                    continue;
                }
                at++;
                if (c == '{') {
                    depth++;
                } else if (c == '}' && --depth == 0) {
                    return true;
                }
            }
            return false;
        }

        private boolean skipText() {
            if (!takes('"')) {
                return false;
            }
            while (at < text.length && text[at] != '"') {
                at += text[at] == '\\' ? 2 : 1;
            }
            return takes('"');
        }
    }

    private String string(int from, int to) {
        return new String(text, from, to - from, StandardCharsets.ISO_8859_1);
    }
}
