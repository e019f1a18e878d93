package org.rdylib.cli;

import java.io.PrintWriter;

/**
 * Where a command writes.
 *
 * @param out the answer
 * @param err everything else
 */
record Console(PrintWriter out, PrintWriter err) {}
