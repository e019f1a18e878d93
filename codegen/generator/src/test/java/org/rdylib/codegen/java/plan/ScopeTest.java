package org.rdylib.codegen.java.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ScopeTest {
    @Test
    void namesThatWouldBecomeOneKeepTheSpellingOfTheLanguageInAnyOrder() {
        Map<String, String> expected = Map.of("a_b", "a_b", "aB", "aB", "c_d", "cD");

        assertThat(Scope.of(Set.of()).claimAll(List.of("a_b", "aB", "c_d"), Identifiers::member))
                .isEqualTo(expected);
        assertThat(Scope.of(Set.of()).claimAll(List.of("c_d", "aB", "a_b"), Identifiers::member))
                .isEqualTo(expected);
    }

    @Test
    void takenNamesGetAnUnderscore() {
        Scope scope = Scope.of(Set.of("close"));

        assertThat(scope.claim("close")).isEqualTo("close_");
        assertThat(scope.claim("close")).isEqualTo("close__");
    }

    @Test
    void typesThatDifferOnlyInCaseBecomeDifferentFiles() {
        Map<String, String> claimed =
                Scope.ofTypes(Set.of()).claimAll(List.of("Span", "SPAN", "sPan"), Identifiers::type);

        assertThat(claimed.values().stream().map(String::toLowerCase)).doesNotHaveDuplicates();
    }

    @Test
    void namesThatNobodyChoseAreNumbered() {
        Scope scope = Scope.of(Set.of());

        assertThat(scope.number("text")).isEqualTo("text");
        assertThat(scope.number("text")).isEqualTo("text2");
        assertThat(scope.number("text")).isEqualTo("text3");
    }
}
