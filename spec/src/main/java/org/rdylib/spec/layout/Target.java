package org.rdylib.spec.layout;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.rdylib.spec.ScalarKind;

/**
 * A platform for which layouts are computed. They never depend on the machine that computes them.
 *
 * <p>On every target a scalar's alignment is its size up to {@link #greatestScalarAlign()}; what differs between
 * targets is the size of a pointer, that limit, and whether there are 128-bit integers. All are little-endian. Each fact
 * is the C compiler's and rustc's: the data models of the psABIs (System V x86-64 and i386, AAPCS64, Microsoft's x64
 * conventions, Apple's arm64 ones, WebAssembly's tool conventions), held against {@code clang -target} for every type
 * of thousands by the conformance tests. The layouts of the four 64-bit targets are the same.
 */
public enum Target {
    /** System V, LP64. */
    X86_64_LINUX_GNU(
            "x86_64-linux-gnu",
            "x86_64-linux-gnu",
            "x86_64-unknown-linux-gnu",
            8,
            16,
            "defined(__linux__) && defined(__x86_64__) && defined(__LP64__)",
            "all(target_os = \"linux\", target_arch = \"x86_64\", target_pointer_width = \"64\")"),

    /** AAPCS64, LP64, little-endian. */
    AARCH64_LINUX_GNU(
            "aarch64-linux-gnu",
            "aarch64-linux-gnu",
            "aarch64-unknown-linux-gnu",
            8,
            16,
            "defined(__linux__) && defined(__AARCH64EL__) && defined(__LP64__)",
            "all(target_os = \"linux\", target_arch = \"aarch64\", target_endian = \"little\","
                    + " target_pointer_width = \"64\")"),

    /** Microsoft's x64 conventions, LLP64. */
    X86_64_WINDOWS_MSVC(
            "x86_64-windows-msvc",
            "x86_64-pc-windows-msvc",
            "x86_64-pc-windows-msvc",
            8,
            16,
            "defined(_WIN32) && defined(__x86_64__)",
            "all(target_os = \"windows\", target_arch = \"x86_64\")"),

    /** Apple's arm64 conventions, LP64. */
    AARCH64_MACOS(
            "aarch64-macos",
            "arm64-apple-macos11",
            "aarch64-apple-darwin",
            8,
            16,
            "defined(__APPLE__) && defined(__AARCH64EL__) && defined(__LP64__)",
            "all(target_os = \"macos\", target_arch = \"aarch64\")"),

    /**
     * System V i386, ILP32: scalars of 8 bytes are aligned to 4 within structs and unions (so Rust's {@code u64} is).
     * Its C compilers have no 128-bit integer.
     */
    I686_LINUX_GNU(
            "i686-linux-gnu",
            "i686-linux-gnu",
            "i686-unknown-linux-gnu",
            4,
            4,
            "defined(__linux__) && defined(__i386__)",
            "all(target_os = \"linux\", target_arch = \"x86\")"),

    /** WebAssembly's basic C ABI, ILP32. */
    WASM32(
            "wasm32",
            "wasm32-unknown-unknown",
            "wasm32-unknown-unknown",
            4,
            16,
            "defined(__wasm32__)",
            "target_arch = \"wasm32\"");

    private final String triple;
    private final String clangTriple;
    private final String rustTriple;
    private final int pointerSize;
    private final int greatestScalarAlign;
    private final String cCondition;
    private final String rustCfg;

    Target(
            String triple,
            String clangTriple,
            String rustTriple,
            int pointerSize,
            int greatestScalarAlign,
            String cCondition,
            String rustCfg) {
        this.triple = triple;
        this.clangTriple = clangTriple;
        this.rustTriple = rustTriple;
        this.pointerSize = pointerSize;
        this.greatestScalarAlign = greatestScalarAlign;
        this.cCondition = cCondition;
        this.rustCfg = rustCfg;
    }

    /** The target's name, as {@code --target} takes it. */
    public String triple() {
        return triple;
    }

    /** What {@code clang -target} calls it. */
    public String clangTriple() {
        return clangTriple;
    }

    /** What {@code rustc --target} calls it. */
    public String rustTriple() {
        return rustTriple;
    }

    /**
     * The condition of {@code #if} that holds on this target alone, in terms of what gcc and clang define. It does not ask
     * for the C library: layouts are the same with another one.
     */
    public String cCondition() {
        return cCondition;
    }

    /** The predicate of Rust's {@code cfg(…)} that holds on this target alone, whatever its C library. */
    public String rustCfg() {
        return rustCfg;
    }

    /** The size of a data or code pointer and of {@code usize} in bytes. */
    public int pointerSize() {
        return pointerSize;
    }

    /** The alignment of the most aligned scalar in bytes. */
    public int greatestScalarAlign() {
        return greatestScalarAlign;
    }

    /** The greatest {@code align:} of a struct that the target's C compilers take: Microsoft's object files know no other. */
    public int greatestAlign() {
        return this == X86_64_WINDOWS_MSVC ? 8192 : 1 << 28;
    }

    /** The size of the greatest object that rustc and clang allow, in bytes: of 64 bits they count no more in bits. */
    public long greatestSize() {
        return pointerSize == 8 ? (1L << 61) - 1 : Integer.MAX_VALUE;
    }

    /**
     * Whether Java's foreign function interface has a linker for it, so that Java can be the host there. Of 32-bit
     * platforms no JDK of this version of Java is left (JEP 503).
     */
    public boolean hasJavaLinker() {
        return switch (this) {
            case X86_64_LINUX_GNU, AARCH64_LINUX_GNU, X86_64_WINDOWS_MSVC, AARCH64_MACOS -> true;
            case I686_LINUX_GNU, WASM32 -> false;
        };
    }

    /** Whether every type that holds none of C's scalars has the same layout on {@code other}. */
    public boolean laysOutAs(Target other) {
        return pointerSize == other.pointerSize
                && greatestScalarAlign == other.greatestScalarAlign
                && Arrays.stream(ScalarKind.values()).allMatch(k -> has(k) == other.has(k));
    }

    /** The target of that name. */
    public static Optional<Target> of(String triple) {
        return Arrays.stream(values()).filter(t -> t.triple.equals(triple)).findFirst();
    }

    /** The names of those targets, for messages. */
    public static String names(List<Target> targets) {
        return targets.stream().map(Target::triple).collect(Collectors.joining(", "));
    }

    /** Whether the target's C compilers have such a scalar. */
    public boolean has(ScalarKind kind) {
        return switch (kind) {
            case U128, I128 -> this != I686_LINUX_GNU;
            case BOOL, CHAR, U8, U16, U32, U64, I8, I16, I32, I64, USIZE, ISIZE, F32, F64 -> true;
            case C_CHAR, C_SCHAR, C_UCHAR, C_SHORT, C_USHORT, C_INT, C_UINT -> true;
            case C_LONG, C_ULONG, C_LONGLONG, C_ULONGLONG -> true;
        };
    }

    /** The size of a scalar in bytes. */
    public int sizeOf(ScalarKind kind) {
        return switch (fixed(kind)) {
            case BOOL, U8, I8 -> 1;
            case U16, I16 -> 2;
            case CHAR, U32, I32, F32 -> 4;
            case U64, I64, F64 -> 8;
            case U128, I128 -> 16;
            case USIZE, ISIZE -> pointerSize;
            case C_CHAR, C_SCHAR, C_UCHAR, C_SHORT, C_USHORT, C_INT, C_UINT, C_LONG, C_ULONG, C_LONGLONG, C_ULONGLONG ->
                throw new IllegalStateException(kind + " is not fixed");
        };
    }

    /**
     * The scalar of fixed size and sign that one of C's is here, as in Rust's {@code core::ffi}; any other is itself. {@code
     * long} has the size of a pointer but on Windows, {@code char} a sign but on arm64 Linux.
     */
    public ScalarKind fixed(ScalarKind kind) {
        boolean wideLong = pointerSize == 8 && this != X86_64_WINDOWS_MSVC;
        return switch (kind) {
            case C_CHAR -> this == AARCH64_LINUX_GNU ? ScalarKind.U8 : ScalarKind.I8;
            case C_SCHAR -> ScalarKind.I8;
            case C_UCHAR -> ScalarKind.U8;
            case C_SHORT -> ScalarKind.I16;
            case C_USHORT -> ScalarKind.U16;
            case C_INT -> ScalarKind.I32;
            case C_UINT -> ScalarKind.U32;
            case C_LONG -> wideLong ? ScalarKind.I64 : ScalarKind.I32;
            case C_ULONG -> wideLong ? ScalarKind.U64 : ScalarKind.U32;
            case C_LONGLONG -> ScalarKind.I64;
            case C_ULONGLONG -> ScalarKind.U64;
            case BOOL, CHAR, U8, U16, U32, U64, U128, I8, I16, I32, I64, I128, USIZE, ISIZE, F32, F64 -> kind;
        };
    }

    /** The alignment of a scalar in bytes. */
    public int alignOf(ScalarKind kind) {
        return Math.min(sizeOf(kind), greatestScalarAlign);
    }
}
