package org.rdylib.conformance.readme;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** A table of a page, behind a comment {@code <!-- table: NAME -->}. A dash in a cell says that there is nothing. */
record Table(List<List<Cell>> rows) {

    private static final Pattern CODE = Pattern.compile("`([^`]+)`");

    /**
     * A cell.
     *
     * @param codes what stands in backticks
     */
    record Cell(String text, List<String> codes) {

        private static Cell of(String text) {
            return new Cell(
                    text,
                    CODE.matcher(text).results().map(code -> code.group(1)).toList());
        }
    }

    /** The rows below the heading. */
    static Table of(String page, String name) throws IOException {
        String text = Files.readString(Readme.ROOT.resolve(page));
        String from = text.substring(text.indexOf("<!-- table: " + name + " -->"));
        List<List<Cell>> rows = new ArrayList<>();
        from.lines().skip(3).takeWhile(line -> line.startsWith("|")).forEach(line -> rows.add(cells(line)));
        return new Table(List.copyOf(rows));
    }

    private static List<Cell> cells(String line) {
        return Pattern.compile("\\| ((?:[^|\\\\]|\\\\\\|)+) (?=\\|)")
                .matcher(line)
                .results()
                .map(MatchResult::group)
                .map(cell -> Cell.of(cell.substring(2).strip().replace("\\|", "|")))
                .toList();
    }
}
