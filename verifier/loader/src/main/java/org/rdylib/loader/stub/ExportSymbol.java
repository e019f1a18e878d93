package org.rdylib.loader.stub;

/**
 * A function that the stub calls.
 *
 * @param name as the descriptor has it
 * @param symbol under which the stub's copy of the descriptor expects it
 */
public record ExportSymbol(String name, String symbol) {}
