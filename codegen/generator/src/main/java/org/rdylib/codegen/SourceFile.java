package org.rdylib.codegen;

/**
 * A file that a generator wrote.
 *
 * @param path where it belongs, relative to the output folder, with {@code /} between the names
 * @param text its content, with a line feed at the end of each line
 */
public record SourceFile(String path, String text) {}
