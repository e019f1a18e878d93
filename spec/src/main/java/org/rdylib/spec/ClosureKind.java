package org.rdylib.spec;

/**
 * How often, and by how many at a time, a closure may be called. In this order each serves as the next, but for {@link
 * #FUTURE}: that is a function without parameters which gives its result when it is ready, and nothing else.
 */
public enum ClosureKind {
    FN("Fn"),
    FN_MUT("FnMut"),
    FN_ONCE("FnOnce"),
    /** {@code dyn Future<Output = R>}. */
    FUTURE("Future");

    private final String spelling;

    ClosureKind(String spelling) {
        this.spelling = spelling;
    }

    /** The trait's name in Rust. */
    public String spelling() {
        return spelling;
    }

    /** Whether a closure of this kind may be used where one of {@code wanted} is. */
    public boolean servesAs(ClosureKind wanted) {
        return this == wanted || (this != FUTURE && wanted != FUTURE && compareTo(wanted) <= 0);
    }
}
