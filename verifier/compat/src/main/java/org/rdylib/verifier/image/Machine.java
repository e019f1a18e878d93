package org.rdylib.verifier.image;

import java.nio.ByteOrder;

/**
 * What an ELF file is for.
 *
 * @param number {@code e_machine}
 * @param bits the file's class: 32 or 64
 * @param order the byte order of the file and of the machine's data
 */
public record Machine(int number, int bits, ByteOrder order) {

    /** 64-bit x86. */
    public static final Machine X86_64 = new Machine(62, 64, ByteOrder.LITTLE_ENDIAN);

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
