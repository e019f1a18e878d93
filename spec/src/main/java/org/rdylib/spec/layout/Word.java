package org.rdylib.spec.layout;

/** A word of a built-in type: what it means to the two sides. */
public enum Word {
    /** The address of the data: of a referent, of the first element or byte, of an object. Never null. */
    DATA("data"),
    /** How many elements, or bytes of text, there are. */
    LENGTH("length"),
    /** For how many elements there is room. */
    CAPACITY("capacity"),
    /** The address of the function that destroys and frees. */
    FREE("free"),
    /** The address of the table of an object, closure or {@code Arc}. */
    TABLE("table"),
    /** The address of a function. */
    CODE("code");

    private final String label;

    Word(String label) {
        this.label = label;
    }

    /** Its name in a {@link Slot}'s path. */
    public String label() {
        return label;
    }
}
