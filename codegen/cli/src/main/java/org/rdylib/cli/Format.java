package org.rdylib.cli;

/** How a command's answer is written to standard output. */
enum Format {
    /** For people. */
    text,
    /** For programs: one JSON document. */
    json
}
