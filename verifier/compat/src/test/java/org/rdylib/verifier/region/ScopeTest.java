package org.rdylib.verifier.region;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ScopeTest {

    @Test
    void aScopeIsWithinItselfAndAllAroundIt() {
        Scope root = Scope.root();
        Scope inner = root.inner();
        Scope innermost = inner.inner();

        assertThat(innermost.isWithin(innermost)).isTrue();
        assertThat(innermost.isWithin(root)).isTrue();
        assertThat(inner.isWithin(innermost)).isFalse();
        assertThat(root.isWithin(inner)).isFalse();
    }

    @Test
    void siblingsAreNotWithinOneAnother() {
        Scope root = Scope.root();

        assertThat(root.inner().isWithin(root.inner())).isFalse();
    }
}
