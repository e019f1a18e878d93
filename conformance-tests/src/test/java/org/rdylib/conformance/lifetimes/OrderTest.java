package org.rdylib.conformance.lifetimes;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OrderTest {

    /** The number of lattices of n elements, OEIS A006966. */
    @ParameterizedTest
    @CsvSource({"1,1", "2,1", "3,1", "4,2", "5,5", "6,15"})
    void thereAreAsManyOrdersAsLattices(int size, int count) {
        assertThat(Order.ofSize(size)).hasSize(count);
    }
}
