package org.rdylib.verifier;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.rdylib.spec.Code;
import org.rdylib.spec.Edit;
import org.rdylib.spec.layout.Target;

/** What a report says that could be written is written, and mends it. */
class MendTest {

    private static final long SEED = Long.getLong("rdylib.seed", 20_261_120);
    private static final int PAIRS = Integer.getInteger("rdylib.pairs", 300);

    /** A word that only a declaration gives a meaning to. */
    private static final Pattern DECLARED =
            Pattern.compile("\\b(?!(Option|Result|Box|Arc|Vec|String|Fn|FnMut|FnOnce|Send|Sync)\\b)[A-Z][a-z]");

    private static final String HEAD = "abi: 1\nlibrary: sample\nversion: 1.0.0\n";

    /** How many lifetime findings there were, and how many of them a change mends. */
    private int findings;

    private int mended;

    @Test
    void everyChangeThatIsSuggestedMendsWhatItIsSuggestedFor() {
        Corpus.lines("forwarding.txt")
                .filter(l -> !l.isAccepted() && !DECLARED.matcher(l.toString()).find())
                .forEach(l -> {
                    String host = "  f: \"" + l.left() + "\"\n";
                    String plugin = "  f: \"" + l.right() + "\"\n";
                    tryAll("exports:\n" + host, "exports:\n" + plugin);
                    tryAll("imports:\n" + plugin, "imports:\n" + host);
                });

        assertThat(mended).as("of " + findings).isGreaterThan(findings / 2);
    }

    @Test
    void soItIsForRandomPairs() {
        Random random = new Random(SEED);
        List<String> names = List.of("'a", "'b");
        for (int i = 0; i < PAIRS; i++) {
            long structure = random.nextLong();
            String host = RandomSignature.of(structure, random.nextLong(), names, names, List.of());
            String plugin = RandomSignature.of(structure, random.nextLong(), names, names, List.of());
            tryAll(
                    RandomSignature.DECLARATIONS + "exports:\n  f: \"" + host + "\"\n",
                    RandomSignature.DECLARATIONS + "exports:\n  f: \"" + plugin + "\"\n");
        }

        assertThat(mended).as("of " + findings).isGreaterThan(findings / 3);
    }

    @Test
    void lifetimesThatAreLeftOutGetNames() {
        Pair pair = new Pair(
                "exports:\n  f: \"fn<'a>(x: &u8, y: &'a u8) -> &'a u8\"\n",
                "exports:\n  f: \"fn<'a>(x: &'a u8, y: &'a u8) -> &'a u8\"\n");

        Finding finding = pair.verify().findings().getFirst();

        assertThat(applied(HEAD + pair.host(), finding.inHost().value().getFirst()))
                .endsWith("  f: \"fn<'b, 'a>(x: &'b u8, y: &'a u8) -> &'a u8 where 'b: 'a\"\n");
    }

    @Test
    void anObjectsBoundIsAdded() {
        Pair pair = Pair.same("exports:\n  f: \"fn() -> Box<dyn Fn() -> u8>\"\n");

        Finding finding = pair.verify().findings().getFirst();

        assertThat(applied(HEAD + pair.host(), finding.inHost().value().getFirst()))
                .endsWith("  f: \"fn() -> Box<dyn Fn() -> u8 + 'dylib>\"\n");
    }

    @Test
    void aFunctionsBoundIsAdded() {
        Pair pair = Pair.same("exports:\n  f: \"fn() -> fn(u8) -> u8\"\n");

        Finding finding = pair.verify().findings().getFirst();

        assertThat(applied(HEAD + pair.host(), finding.inHost().value().getFirst()))
                .endsWith("  f: \"fn() -> (fn(u8) -> u8) + 'dylib\"\n");
    }

    @Test
    void aClauseThatAsksTooMuchIsLeftOut() {
        Pair pair = new Pair(
                "exports:\n  f: \"fn<'a, 'b>(x: &'a u8, y: &'b u8)\"\n",
                "exports:\n  f: \"fn<'a, 'b>(x: &'a mut &'b u8, y: &'b u8) where 'b: 'a, 'a: 'b\"\n"
                        .replace("&'a mut &'b u8", "&'a u8"));

        Finding finding = Pair.exporting(
                        "fn<'a, 'b>(x: &mut &'a u8, y: &mut &'b u8)",
                        "fn<'a, 'b>(x: &mut &'a u8, y: &mut &'b u8) where 'b: 'a")
                .verify()
                .findings()
                .getFirst();

        assertThat(pair.verify().isCompatible()).isTrue();
        assertThat(finding.inPlugin().value()).extracting(Mend::purpose).containsExactly("do without `'b: 'a`");
    }

    /** What stands behind a {@code &} or is the result of a function type needs parentheses around a {@code +}. */
    @Test
    void aBoundThatIsAddedCanBeRead() {
        for (String signature : List.of(
                "\"fn<'l>(f: &'l mut for<'x> fn(&'x u8))\"",
                "\"fn(f: &mut (fn(), fn()))\"",
                "\"fn() -> Box<dyn Fn() -> fn() + 'dylib>\"",
                "\"fn() -> &'dylib fn()\"",
                "\"fn() -> Box<dyn Fn() -> &'dylib dyn Fn()>\"",
                "'fn() -> Box<dyn Fn() -> u8>'",
                "'extern \"C\" fn() -> fn(u8) -> u8'",
                "'fn(x: &u8) -> &''static u8'",
                "{sig: 'fn(f: &dyn Fn() -> fn()) -> &''dylib fn()', doc: it's}")) {
            String exports = "exports:\n  f: " + signature + "\n";
            tryAll(exports, exports);
        }
        for (String field :
                List.of("fn() -> fn()", "'fn(&''a u8) -> &''a u8'", "\"(fn(), &'a u8)\"", "Box<dyn Fn(&'a u8)>")) {
            String declared = "types:\n  T<'a>: {struct: {q: \"&'a u8\", t: " + field
                    + "}}\nexports:\n  f: \"fn() -> T<'dylib>\"\n";
            tryAll(declared, declared);
        }

        // Two of these need two changes, and behind the `&dyn` in a result nothing can be added.
        assertThat(mended).as("of " + findings).isEqualTo(findings - 3);
    }

    @Test
    void aLifetimeStaysDeclaredWithoutItsBound() {
        Finding finding = Pair.exporting(
                        "fn<'a, 'b>(x: &mut &'a u8, y: &mut &'b u8)", "fn<'a, 'b: 'a>(x: &mut &'a u8, y: &mut &'b u8)")
                .verify()
                .findings()
                .getFirst();

        assertThat(applied(
                        HEAD + "exports: {f: \"fn<'a, 'b: 'a>(x: &mut &'a u8, y: &mut &'b u8)\"}\n",
                        finding.inPlugin().value().getFirst()))
                .contains("fn<'a, 'b>(x: ");
    }

    private void tryAll(String host, String plugin) {
        Verdict before = verify(HEAD + host, HEAD + plugin);
        for (Finding finding : before.findings()) {
            if (!finding.code().id().startsWith("RDY03") || finding.code() == Code.IMPOSSIBLE_CALLER) {
                continue;
            }
            findings++;
            List<Verdict> after = new ArrayList<>();
            finding.inHost().value().forEach(m -> after.add(verify(applied(HEAD + host, m), HEAD + plugin)));
            finding.inPlugin().value().forEach(m -> after.add(verify(HEAD + host, applied(HEAD + plugin, m))));
            mended += after.isEmpty() ? 0 : 1;
            assertThat(after)
                    .as(() -> "seed " + SEED + "\n" + host + plugin + finding)
                    .allSatisfy(verdict -> {
                        assertThat(verdict.findings())
                                .hasSizeLessThan(before.findings().size());
                        assertThat(verdict.findings())
                                .extracting(MendTest::told)
                                .doesNotContain(told(finding))
                                .isSubsetOf(before.findings().stream()
                                        .map(MendTest::told)
                                        .toList());
                    });
        }
    }

    /** What tells findings apart, whatever moves in their lines. */
    private static String told(Finding finding) {
        return finding.path() + ": " + finding.message();
    }

    private static Verdict verify(String host, String plugin) {
        return Verifier.verify(
                new Host<>(Pair.readWhole("host.yaml", host)),
                new Plugin<>(Pair.readWhole("plugin.yaml", plugin)),
                Unload.ALLOWED,
                Target.X86_64_LINUX_GNU);
    }

    /** The text with the edits made, as a program would: by line and column. */
    private static String applied(String text, Mend mend) {
        List<String> lines = new ArrayList<>(text.lines().toList());
        mend.edits().stream()
                .sorted(Comparator.comparingInt((Edit e) -> e.place().column()).reversed())
                .forEach(edit -> {
                    int line = edit.place().line() - 1;
                    StringBuilder changed = new StringBuilder(lines.get(line));
                    int from = edit.place().column() - 1;
                    changed.replace(from, from + edit.place().length(), edit.replacement());
                    lines.set(line, changed.toString());
                });
        return String.join("\n", lines) + "\n";
    }
}
