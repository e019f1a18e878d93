package org.rdylib.loader;

import org.rdylib.spec.Code;
import org.rdylib.spec.Severity;
import org.rdylib.verifier.Finding;
import org.rdylib.verifier.Verdict;

/** A library whose descriptor may not be linked with the one that the stub was generated from. */
public final class IncompatibleLibraryException extends LoadException {

    private static final long serialVersionUID = 1L;

    private final transient Verdict verdict;
    private final String report;

    /**
     * With what was found.
     *
     * @param library the library's file
     * @param report the verdict as text
     */
    public IncompatibleLibraryException(String library, Verdict verdict, String report) {
        super(codeOf(verdict), library + " is incompatible:\n" + report);
        this.verdict = verdict;
        this.report = report;
    }

    private static Code codeOf(Verdict verdict) {
        return verdict.findings().stream()
                .filter(finding -> finding.severity() == Severity.ERROR)
                .map(Finding::code)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("a verdict without an error refuses nothing"));
    }

    /** What was found. */
    public Verdict verdict() {
        return verdict;
    }

    /** What was found, as text for people. */
    public String report() {
        return report;
    }
}
