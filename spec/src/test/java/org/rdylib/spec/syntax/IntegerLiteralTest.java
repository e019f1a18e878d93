package org.rdylib.spec.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Integers as the Rust Reference spells them ("Integer literals"), but for a decimal one that C would read as octal. */
class IntegerLiteralTest {

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "7, 7",
        "-1, -1",
        "+12, 12",
        "-0, 0",
        "1_000, 1000",
        "1__0_, 10",
        "0x1F, 31",
        "0xff, 255",
        "-0x_1, -1",
        "0x00, 0",
        "0o17, 15",
        "0b101_, 5",
        "0b_0000_0000_0000_0001, 1",
        "340282366920938463463374607431768211455, 340282366920938463463374607431768211455"
    })
    void areReadAsInRust(String text, BigInteger value) {
        assertThat(IntegerLiteral.of(text)).contains(value);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", "-", "+", "_", "_1", "-_1", "01", "0_1", "00", "--1", "+-1", "1-", "1.0", "1e3", "0x", "0x_", "0o",
                "0b", "0o8", "0b2", "0xg", "0X1F", "0x-1", "0x+1", "1f", "1u8", " 1", "1 ", "१", "１", "0x１", "0xＦ",
                "-0b"
            })
    void nothingElseIs(String text) {
        assertThat(IntegerLiteral.of(text)).isEmpty();
    }

    @Test
    void haveAnEnd() {
        assertThat(IntegerLiteral.of("1" + "0".repeat(199))).contains(BigInteger.TEN.pow(199));
        assertThat(IntegerLiteral.of("1" + "0".repeat(200))).isEmpty();
    }
}
