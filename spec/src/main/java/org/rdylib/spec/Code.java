package org.rdylib.spec;

/**
 * Every rule that a descriptor, a pair of descriptors or a library file can break, each with a code that is never
 * reused: {@code RDY00xx} syntax, {@code 01} well-formedness, {@code 02} structure, {@code 03} lifetimes, {@code 04}
 * evolution, {@code 05} unloading, {@code 06} library files.
 */
public enum Code {
    YAML_SYNTAX("RDY0001", "not YAML"),
    YAML_FEATURE("RDY0002", "a YAML feature that descriptors do not have"),
    DUPLICATE_KEY("RDY0003", "duplicate key"),
    TOO_LARGE("RDY0004", "beyond a limit of size, depth or number"),
    WRONG_SHAPE("RDY0005", "another kind of YAML value is wanted"),
    UNKNOWN_KEY("RDY0006", "unknown key"),
    MISSING_KEY("RDY0007", "missing key"),
    TYPE_SYNTAX("RDY0008", "not a type or signature"),
    BAD_NAME("RDY0009", "not a name"),
    UNQUOTED("RDY0010", "a type that YAML misreads without quotes"),
    NOT_SUPPORTED("RDY0011", "part of the language that the generator does not support yet"),
    BAD_VALUE("RDY0012", "a value out of range"),

    UNKNOWN_NAME("RDY0101", "unknown type or interface"),
    UNDECLARED_LIFETIME("RDY0102", "undeclared lifetime"),
    UNUSED_LIFETIME("RDY0103", "unused lifetime parameter"),
    LIFETIME_ARGUMENTS("RDY0104", "wrong number of lifetime arguments"),
    MISSING_LIFETIME("RDY0105", "a lifetime that must be written"),
    UNSIZED("RDY0106", "a type without a size by value"),
    INFINITE_TYPE("RDY0107", "a type that contains itself"),
    DUPLICATE_NAME("RDY0108", "one name declared twice"),
    DUPLICATE_SYMBOL("RDY0109", "two exports of one symbol"),
    DISCRIMINANT("RDY0110", "a discriminant that does not fit or is taken"),
    FN_ONCE("RDY0111", "FnOnce outside Box"),
    NOT_HERE("RDY0112", "a type that may not stand here"),
    SHADOWED_LIFETIME("RDY0113", "a lifetime declared twice in one scope"),
    WHERE_LEFT_SIDE("RDY0114", "a where clause on 'static or 'dylib"),
    LINKER_LIMIT("RDY0115", "a signature that the target's linker cannot pass"),
    EMPTY_TYPE("RDY0116", "a struct without fields or an enum without variants"),
    CLOSURE_HAZARD("RDY0117", "a closure that could never be called, or that is handed itself"),
    CLAIM("RDY0118", "a claim that does not hold"),
    APPEND_BY_VALUE("RDY0119", "an append struct where its size would show"),
    STORAGE("RDY0120", "an append enum without storage, or a variant that storage cannot hold"),
    DEFAULT("RDY0121", "a default that is no value of its field, or that nobody needs"),
    LEAF("RDY0122", "a leaf that is no plain function, or could call back"),
    SHUTDOWN("RDY0123", "a shutdown that cannot simply be called"),
    NOT_ON_TARGET("RDY0124", "a type that the target does not have"),
    OPAQUE("RDY0125", "an opaque type where it cannot stand, or that says what it cannot"),
    C_SCALAR("RDY0126", "a scalar of C's outside a plain C function"),
    C_ENTRY("RDY0127", "a `c:` that does not say how the function is called"),
    USES_CYCLE("RDY0131", "files that use one another"),
    USED_LIBRARY("RDY0132", "two files of one library"),
    UNUSED_USE("RDY0133", "a file of which nothing is used"),

    EXPORT_MISSING("RDY0201", "an export that the plugin does not have"),
    IMPORT_MISSING("RDY0202", "an import that the host does not provide"),
    TYPE_DIFFERS("RDY0203", "different types"),
    LAYOUT_DIFFERS("RDY0204", "different layouts"),
    FIELDS_DIFFER("RDY0205", "different fields"),
    VARIANTS_DIFFER("RDY0206", "different variants"),
    PARAMETERS_DIFFER("RDY0207", "different numbers of parameters"),
    METHODS_DIFFER("RDY0208", "different methods"),
    CONVENTION_DIFFERS("RDY0209", "different calling conventions"),
    LIFETIME_PARAMETERS_DIFFER("RDY0210", "different numbers of lifetime parameters"),
    LIBRARY_DIFFERS("RDY0211", "descriptors of different libraries"),
    RECEIVER_DIFFERS("RDY0212", "different receivers"),
    UNSAFE_DIFFERS("RDY0213", "unsafe on one side"),
    BOUND_MISSING("RDY0214", "a bound or closure kind that the producer does not promise"),
    C_ENTRY_DIFFERS("RDY0215", "arguments that C is passed otherwise"),
    PARAMETERS_REORDERED("RDY0216", "the same parameters in another order"),

    STATIC_NOT_PROMISED("RDY0301", "kept for ever, but not promised for ever"),
    OUTLIVES_NOT_PROMISED("RDY0302", "a lifetime relation that nobody promises"),
    IMPOSSIBLE_CALLER("RDY0303", "a signature that no honest caller could call"),
    NOT_GENERAL_ENOUGH("RDY0304", "a function that does not serve for every lifetime"),

    EVOLUTION_DIFFERS("RDY0401", "a type that may grow on one side only, or to another size"),
    OPTIONAL_DIFFERS("RDY0402", "what may be missing, and is counted on"),
    DEFAULT_MISSING("RDY0403", "a newer field that older values do not have"),
    TORN("RDY0404", "a type that has grown, behind a reference by which it is overwritten"),
    ADDED_WITHIN("RDY0405", "an added field within the bytes of the older copy"),
    VARIANCE_LOST("RDY0406", "an addition that keeps a type to its lifetimes"),

    THREADS_RUN_ON("RDY0501", "threads that run on when the library is unloaded"),
    NOT_ISOLABLE("RDY0502", "a call that cannot go to a process of its own"),

    NOT_A_LIBRARY("RDY0601", "not a shared library"),
    TRUNCATED_LIBRARY("RDY0602", "a truncated or damaged library"),
    OTHER_MACHINE("RDY0603", "a library for another machine"),
    NO_DESCRIPTOR("RDY0604", "a library without a descriptor"),
    HASH_MISMATCH("RDY0605", "a descriptor that does not match its hash"),
    MALFORMED_NOTE("RDY0606", "a malformed descriptor note"),
    AMBIGUOUS_DESCRIPTOR("RDY0607", "several descriptors where one is wanted"),
    CANNOT_OPEN("RDY0608", "a library that the system cannot open"),
    SYMBOL_MISSING("RDY0609", "a symbol that the library does not define"),
    UNREADABLE("RDY0610", "a file that cannot be read"),
    PANIC_ABORTS("RDY0611", "a library that cannot unwind, and calls Java");

    private final String id;
    private final String title;

    Code(String id, String title) {
        this.id = id;
        this.title = title;
    }

    /** The code as it is printed, {@code RDY} and four digits. */
    public String id() {
        return id;
    }

    /** What the rule is about, in a few words. */
    public String title() {
        return title;
    }
}
