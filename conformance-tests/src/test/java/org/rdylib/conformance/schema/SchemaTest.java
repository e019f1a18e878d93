package org.rdylib.conformance.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.rdylib.conformance.schema.Edits.Edit;
import org.rdylib.conformance.schema.SchemaEdits.Broken;
import org.rdylib.spec.syntax.DescriptorSchema;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The schema and the parser are of one opinion: what the checks let pass the schema accepts, and where the parser finds
 * an error of structure the schema finds one too. networknt's validator and snakeyaml-engine's reading of YAML stand for
 * the editors. {@code -Drdylib.seed} and {@code -Drdylib.schema.documents} choose other random documents, and more of them.
 */
class SchemaTest {

    private static final long SEED = Long.getLong("rdylib.seed", System.nanoTime());
    private static final int COUNT = Integer.getInteger("rdylib.schema.documents", 1_000);

    private static final SchemaRegistry REGISTRY = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7);
    private static final JsonNode SCHEMA = new JsonMapper().readTree(DescriptorSchema.text());
    private static final Schema RULES = REGISTRY.getSchema(SCHEMA);

    /** Edited documents are files of this name. */
    private static final Path ANY = Corpus.FOLDER.resolve("edited.yaml");

    private static final List<Document> EDITS = new ArrayList<>();

    private static boolean accepts(Schema schema, Document document) {
        return schema.validate(document.data()).isEmpty();
    }

    /** Where the two are of different opinions. */
    private static List<String> quarrels(List<Document> documents) {
        List<String> quarrels = new ArrayList<>();
        for (Document document : documents) {
            boolean accepted = accepts(RULES, document);
            if (accepted && document.hasErrorOfStructure()) {
                quarrels.add("only the parser refuses " + document);
            } else if (!accepted && document.isWellFormed()) {
                quarrels.add("only the schema refuses " + document + " " + RULES.validate(document.data()));
            }
        }
        return quarrels;
    }

    @Test
    void theTwoAgreeOnTheWholeCorpus() throws IOException {
        List<Document> corpus = Corpus.all();
        assertThat(quarrels(corpus)).isEmpty();
        long good = corpus.stream().filter(Document::isWellFormed).count();
        long broken = corpus.stream().filter(Document::hasErrorOfStructure).count();
        System.out.printf("schema: %d documents, %d good, %d of broken structure%n", corpus.size(), good, broken);
        assertThat(good).isGreaterThan(500);
        assertThat(broken).isGreaterThan(30);
    }

    @Test
    void theTwoAgreeOnEverySingleEditOfADocumentThatHasEverything() throws IOException {
        assertThat(quarrels(edits())).isEmpty();
    }

    @Test
    void theTwoAgreeOnRandomDocuments() throws IOException {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(SEED);
        List<JsonNode> good = Corpus.all().stream()
                .filter(Document::isWellFormed)
                .map(Document::data)
                .toList();
        JsonNode vocabulary = Corpus.edited().getFirst().data();
        List<Document> documents = new ArrayList<>();
        while (documents.size() < COUNT) {
            JsonNode data = good.get(random.nextInt(good.size()));
            for (int edits = random.nextInt(1, 4); edits > 0; edits--) {
                List<Edit> possible = Edits.of(data, vocabulary);
                data = possible.get(random.nextInt(possible.size())).make().get();
            }
            documents.add(Document.of("random", data, ANY));
        }
        assertThat(quarrels(documents)).as("seed %d", SEED).isEmpty();
    }

    /**
     * No rule of the schema is idle: without it, an edit that the parser refuses for its structure passes, or, without an
     * alternative, a descriptor is refused that is well-formed.
     */
    @Test
    void everyRuleOfTheSchemaIsNeeded() throws IOException {
        List<Document> documents = new ArrayList<>(edits());
        documents.addAll(Corpus.all());
        List<Refusal> refused = documents.stream()
                .map(d -> new Refusal(d, locations(d)))
                .filter(r -> !r.locations().isEmpty())
                .sorted(Comparator.comparingInt(r -> r.locations().size()))
                .toList();
        List<Document> accepted =
                documents.stream().filter(Document::isWellFormed).toList();
        List<String> idle = new ArrayList<>();
        List<Broken> rules = SchemaEdits.of(SCHEMA);
        for (Broken rule : rules) {
            Schema broken = REGISTRY.getSchema(rule.schema());
            boolean noticed = rule.acceptsMore()
                    ? refused.stream().anyMatch(r -> r.isBy(rule.rule()) && accepts(broken, r.document()))
                            || refused.stream().anyMatch(r -> accepts(broken, r.document()))
                    : accepted.stream().anyMatch(d -> !accepts(broken, d));
            if (!noticed) {
                idle.add(rule.rule());
            }
        }
        System.out.printf("schema: %d rules, %d documents%n", rules.size(), documents.size());
        assertThat(idle).isEmpty();
    }

    /** A document that the schema refuses, and the rules by which it does. */
    private record Refusal(Document document, Set<String> locations) {

        /** Whether {@code rule} is probably the one that has refused the document. */
        boolean isBy(String rule) {
            String inside = rule.replaceFirst("^/definitions/\\w+", "").replaceFirst("(/enum)?/\\d+$", "");
            return locations.stream().anyMatch(l -> l.contains(inside));
        }
    }

    private static Set<String> locations(Document document) {
        return RULES.validate(document.data()).stream()
                .map(e -> e.getEvaluationPath().toString())
                .collect(Collectors.toSet());
    }

    /** Of the findings of structure that the broken corpus has, each is the only one of some edit. */
    @Test
    void everyRuleOfTheParserIsBrokenByItself() throws IOException {
        Set<String> alone = new HashSet<>();
        for (Document document : edits()) {
            Set<String> broken = document.rules();
            if (broken.size() == 1) {
                alone.addAll(broken);
            }
        }
        Set<String> all = new HashSet<>();
        Corpus.broken().forEach(d -> all.addAll(d.rules()));
        System.out.printf("schema: %d rules of the parser, %d in edits%n", all.size(), alone.size());
        all.removeAll(alone);
        assertThat(all).isEmpty();
    }

    private static synchronized List<Document> edits() throws IOException {
        if (EDITS.isEmpty()) {
            List<Document> edited = Corpus.edited();
            for (Document document : edited) {
                for (Edit edit : Edits.of(document.data(), edited.getFirst().data())) {
                    String name = document.name() + " where " + edit.what();
                    EDITS.add(Document.of(name, edit.make().get(), ANY));
                }
            }
        }
        return List.copyOf(EDITS);
    }
}
