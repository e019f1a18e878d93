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

        assertThat(Scope.of(Set.of())
                        .claimAll(List.of("a_b", "aB", "c_d"), Identifiers::member, Identifiers::memberAsWritten))
                .isEqualTo(expected);
        assertThat(Scope.of(Set.of())
                        .claimAll(List.of("c_d", "aB", "a_b"), Identifiers::member, Identifiers::memberAsWritten))
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
        Map<String, String> claimed = Scope.ofTypes(Set.of())
                .claimAll(List.of("Span", "SPAN", "sPan"), Identifiers::type, Identifiers::typeAsWritten);

        assertThat(claimed.values().stream().map(String::toLowerCase)).doesNotHaveDuplicates();
    }

    /** A variable hides a type of its name. */
    @Test
    void aTypeIsNeverSpelledLikeAVariable() {
        for (List<String> names : List.of(List.of("b", "B"), List.of("B", "b"))) {
            assertThat(Scope.ofTypes(Set.of()).claimAll(names, Identifiers::type, Identifiers::typeAsWritten))
                    .isEqualTo(Map.of("B", "B", "b", "B_"));
            assertThat(Scope.of(Set.of()).claimAll(names, Identifiers::member, Identifiers::memberAsWritten))
                    .isEqualTo(Map.of("b", "b", "B", "b_"));
        }
    }

    @Test
    void namesThatNobodyChoseAreNumbered() {
        Scope scope = Scope.of(Set.of());

        assertThat(scope.number("text")).isEqualTo("text");
        assertThat(scope.number("text")).isEqualTo("text2");
        assertThat(scope.number("text")).isEqualTo("text3");
    }
}
