package org.rdylib.cli;

/** How findings are written to standard output. */
enum ReportFormat {
    /** For people. */
    text,
    /** For programs: one JSON document. */
    json,
    /** For programs that show findings of any tool in the source: SARIF 2.1.0. */
    sarif
}
