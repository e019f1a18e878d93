package org.rdylib.conformance.reports;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * What GitHub's code scanning demands of a SARIF log beyond the standard: the members that its documentation ("SARIF
 * support for code scanning", supported properties) calls required, not empty, and its limits. {@code
 * partialFingerprints} it calls required too, and adds that its upload action makes them from the sources.
 */
final class GitHubDemands {

    /** Of a log of one rule and one result, what may not be missing. */
    static final List<String> PARTS = List.of(
            "/$schema",
            "/version",
            "/runs",
            "/runs/0/tool",
            "/runs/0/tool/driver",
            "/runs/0/tool/driver/name",
            "/runs/0/tool/driver/rules",
            "/runs/0/tool/driver/rules/0/id",
            "/runs/0/tool/driver/rules/0/shortDescription",
            "/runs/0/tool/driver/rules/0/fullDescription",
            "/runs/0/tool/driver/rules/0/help",
            "/runs/0/tool/driver/rules/0/help/text",
            "/runs/0/results",
            "/runs/0/results/0/message",
            "/runs/0/results/0/message/text",
            "/runs/0/results/0/locations",
            "/runs/0/results/0/locations/0/physicalLocation",
            "/runs/0/results/0/locations/0/physicalLocation/artifactLocation",
            "/runs/0/results/0/locations/0/physicalLocation/artifactLocation/uri",
            "/runs/0/results/0/locations/0/physicalLocation/region",
            "/runs/0/results/0/locations/0/physicalLocation/region/startLine",
            "/runs/0/results/0/locations/0/physicalLocation/region/startColumn",
            "/runs/0/results/0/locations/0/physicalLocation/region/endLine",
            "/runs/0/results/0/locations/0/physicalLocation/region/endColumn");

    private static final int MOST_RUNS = 20;
    private static final int MOST_RESULTS = 25_000;
    private static final int MOST_TAGS = 10;
    private static final int MOST_STEPS = 1_000;
    private static final int LONGEST_DESCRIPTION = 1_024;

    private static final Set<String> LEVELS = Set.of("note", "warning", "error");
    private static final Set<String> PRECISIONS = Set.of("very-high", "high", "medium", "low");
    private static final Set<String> SEVERITIES = Set.of("error", "warning", "recommendation");

    private final List<String> unmet = new ArrayList<>();

    private GitHubDemands() {}

    /** What {@code log} lacks or has too much of. */
    static List<String> unmet(JsonNode log) {
        GitHubDemands demands = new GitHubDemands();
        demands.log(log);
        return demands.unmet;
    }

    private void log(JsonNode log) {
        present(log, "/$schema");
        demand(log.path("version").asString("").equals("2.1.0"), "version is 2.1.0");
        demand(!log.path("runs").isEmpty() && log.path("runs").size() <= MOST_RUNS, "1 to 20 runs");
        log.path("runs").forEach(this::run);
    }

    private void run(JsonNode run) {
        present(run, "/tool/driver/name");
        demand(run.at("/tool/driver/rules").isArray(), "rules");
        run.at("/tool/driver/rules").forEach(this::rule);
        demand(run.path("results").isArray() && run.path("results").size() <= MOST_RESULTS, "results");
        run.path("results").forEach(this::result);
    }

    private void rule(JsonNode rule) {
        present(rule, "/id");
        for (String description : List.of("/shortDescription/text", "/fullDescription/text")) {
            present(rule, description);
            demand(rule.at(description).asString("").length() <= LONGEST_DESCRIPTION, description + " is short");
        }
        present(rule, "/help/text");
        demand(LEVELS.contains(rule.at("/defaultConfiguration/level").asString("warning")), "a level");
        demand(PRECISIONS.contains(rule.at("/properties/precision").asString("")), "a precision");
        demand(SEVERITIES.contains(rule.at("/properties/problem.severity").asString("")), "a severity");
        demand(rule.at("/properties/tags").size() <= MOST_TAGS, "10 tags at most");
    }

    private void result(JsonNode result) {
        demand(LEVELS.contains(result.path("level").asString("warning")), "a level");
        present(result, "/message/text");
        demand(result.path("locations").size() == 1, "one location");
        result.path("locations").forEach(this::location);
        result.path("relatedLocations").forEach(this::location);
        for (JsonNode steps : result.at("/codeFlows/0/threadFlows/0").path("locations")) {
            location(steps.path("location"));
        }
        demand(result.at("/codeFlows/0/threadFlows/0/locations").size() <= MOST_STEPS, "1,000 steps at most");
    }

    private void location(JsonNode location) {
        present(location, "/physicalLocation/artifactLocation/uri");
        for (String number : List.of("startLine", "startColumn", "endLine", "endColumn")) {
            demand(location.at("/physicalLocation/region/" + number).asInt(0) > 0, number);
        }
    }

    private void present(JsonNode node, String pointer) {
        demand(!node.at(pointer).asString("").isBlank(), pointer);
    }

    private void demand(boolean isMet, String what) {
        if (!isMet) {
            unmet.add(what);
        }
    }
}
