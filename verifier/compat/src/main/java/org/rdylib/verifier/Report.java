package org.rdylib.verifier;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.rdylib.spec.Paint;

/** A verdict as text for people or as JSON for programs. */
public final class Report {

    private static final String SCHEMA = "report.schema.json";

    private Report() {}

    /**
     * The verdict for a reader: each finding with both copies' lines marked, the chain of demands, what would mend it;
     * at the end the verdict in one line. Of many findings the first are shown, and how many more there are.
     */
    public static String text(Verdict verdict) {
        return text(verdict, Paint.PLAIN);
    }

    /** The same, painted. */
    public static String text(Verdict verdict, Paint paint) {
        return new TextReport(verdict, paint).render();
    }

    /**
     * The verdict as one JSON object on one line.
     *
     * <pre>{@code
     * {"verdict": "compatible" | "incompatible",
     *  "unload": "never" | "allowed" | "isolated",
     *  "identical": whether the two copies say the same,
     *  "findings": [{
     *    "code": "RDY0302", "severity": "error" | "note",
     *    "path": "export parse, result", "message": "…",
     *    "host": PLACE, "plugin": PLACE,
     *    "chain": [{"longer": "'b", "shorter": "'a", "why": "…", "host": PLACE | null, "plugin": PLACE | null}],
     *    "help": ["…"],
     *    "mends": [{"copy": "host" | "plugin", "purpose": "…",
     *      "edits": [{"place": PLACE, "replacement": "…"}]}]}],
     *  "isolable": ["export parse"]}      (under "isolated" only: the calls that can go from process to process)
     * }</pre>
     *
     * as {@link #schema()} says, where {@code PLACE} is {@code {"file", "line", "column", "length"}}, counted from 1 in code
     * points. All findings are there. Members may be added; none is taken away.
     */
    public static String json(Verdict verdict) {
        return new JsonReport(verdict).render();
    }

    /** The JSON Schema, of draft 7, of a verdict's {@link #json} and of what {@code rdylib check} and {@code diff} write. */
    public static String schema() {
        try (InputStream in = Report.class.getResourceAsStream(SCHEMA)) {
            return new String(Objects.requireNonNull(in, SCHEMA).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
