package org.rdylib.loader.stub;

/**
 * A function that the stub calls.
 *
 * @param name as the descriptor has it
 * @param symbol under which the stub's copy of the descriptor expects it
 * @param optional whether the library may lack it
 */
public record ExportSymbol(String name, String symbol, boolean optional) {

    /** One that the library must have. */
    public ExportSymbol(String name, String symbol) {
        this(name, symbol, false);
    }
}
