package org.rdylib.verifier.image;

import java.nio.ByteOrder;
import java.util.Optional;
import org.rdylib.spec.layout.Target;

/**
 * What an ELF file is for.
 *
 * @param number {@code e_machine}
 * @param bits the file's class: 32 or 64
 * @param order the byte order of the file and of the machine's data
 */
public record Machine(int number, int bits, ByteOrder order) {

    /** 64-bit x86: {@code EM_X86_64}. */
    public static final Machine X86_64 = new Machine(62, 64, ByteOrder.LITTLE_ENDIAN);

    /** 64-bit Arm: {@code EM_AARCH64}. */
    public static final Machine AARCH64 = new Machine(183, 64, ByteOrder.LITTLE_ENDIAN);

    /** 32-bit x86: {@code EM_386}. */
    public static final Machine I386 = new Machine(3, 32, ByteOrder.LITTLE_ENDIAN);

    /** What a library for {@code target} is for; empty where libraries are no ELF files. */
    public static Optional<Machine> of(Target target) {
        return switch (target) {
            case X86_64_LINUX_GNU -> Optional.of(X86_64);
            case AARCH64_LINUX_GNU -> Optional.of(AARCH64);
            case I686_LINUX_GNU -> Optional.of(I386);
            case X86_64_WINDOWS_MSVC, AARCH64_MACOS, WASM32 -> Optional.empty();
        };
    }

    /** Whether it is the other; as {@link #equals}, for which the JVM has to make code first. */
    boolean is(Machine other) {
        return number == other.number && bits == other.bits && order.equals(other.order);
    }

    /** The machine as a message names it, {@code x86-64 (64 bit, little-endian)}. */
    @Override
    public String toString() {
        return name() + " (" + bits + " bit, " + (order == ByteOrder.LITTLE_ENDIAN ? "little" : "big") + "-endian)";
    }

    private String name() {
        return switch (number) {
            case 2, 18, 43 -> "SPARC";
            case 3 -> "i386";
            case 8 -> "MIPS";
            case 20 -> "PowerPC";
            case 21 -> "PowerPC64";
            case 22 -> "S/390";
            case 40 -> "ARM";
            case 50 -> "IA-64";
            case 62 -> "x86-64";
            case 183 -> "AArch64";
            case 243 -> "RISC-V";
            case 258 -> "LoongArch";
            default -> "machine " + number;
        };
    }
}
