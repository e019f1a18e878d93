package org.rdylib.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ArchitectureTest {
    private static final String ROOT = "org.rdylib";
    private static final String BROKEN = "org.rdylib.conformance.broken";
    private static final JavaClasses PRODUCT = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(ROOT);

    static List<ArchRule> rules() {
        return new ArchitectureRules(ROOT).all();
    }

    static List<ArchRule> rulesOfABrokenProduct() {
        return new ArchitectureRules(BROKEN).all();
    }

    @ParameterizedTest
    @MethodSource("rules")
    void theProductKeepsTheRule(ArchRule rule) {
        rule.check(PRODUCT);
    }

    @ParameterizedTest
    @MethodSource("rulesOfABrokenProduct")
    void aProductThatBreaksTheRuleIsNoticed(ArchRule rule) {
        JavaClasses broken = new ClassFileImporter().importPackages(BROKEN);
        assertThat(rule.evaluate(broken).hasViolation()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"spec", "spec.syntax", "verifier", "loader", "codegen.java", "cli"})
    void theProductIsSeen(String folder) {
        assertThat(PRODUCT.containPackage(ROOT + "." + folder)).isTrue();
    }

    @Test
    void testsAreNotTakenForTheProduct() {
        assertThat(PRODUCT.containPackage(BROKEN)).isFalse();
    }
}
