package org.rdylib.spec.canonical;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rdylib.spec.Alike;
import org.rdylib.spec.check.CheckedDescriptor;
import org.rdylib.spec.check.Descriptors;

/**
 * The fingerprint of a descriptor changes with every single edit that changes what it means, and with no other. Which edits
 * do is for {@link Sameness} to say, which knows nothing of canonical forms.
 */
class EveryEditTest {

    private static final String HEAD = "abi: 1\nlibrary: sample\nversion: 1.0.0\n";

    /** One of so many edits is tried; all with {@code -Drdylib.edits.share=1}, which takes a minute. */
    private static final int SHARE = Integer.getInteger("rdylib.edits.share", 8);

    private static final long SEED = Long.getLong("rdylib.seed", System.nanoTime());

    private static CheckedDescriptor read(String text) throws Exception {
        return Descriptors.require("sample.yaml", text);
    }

    private static String binding(CheckedDescriptor d) {
        return CanonicalForm.of(d).binding();
    }

    /** What came of the edits of one descriptor. */
    private static final class Count {
        private final Map<String, int[]> kinds = new TreeMap<>();
        private int tried;

        void add(String kind, boolean changed) {
            kinds.computeIfAbsent(kind, _ -> new int[2])[changed ? 1 : 0]++;
        }

        int meaningful() {
            return kinds.values().stream().mapToInt(k -> k[1]).sum();
        }

        @Override
        public String toString() {
            StringBuilder text =
                    new StringBuilder(tried + " edits tried; of the well-formed ones, the same and others:");
            kinds.forEach((kind, n) -> text.append(' ').append(kind).append(' ').append(Arrays.toString(n)));
            return text.toString();
        }
    }

    private static void judge(CheckedDescriptor before, String form, String what, String edited, Count count) {
        Optional<CheckedDescriptor> after =
                Descriptors.read("edited.yaml", edited).descriptor();
        after.ifPresent(d -> {
            boolean changed = !Sameness.of(before.descriptor(), d.descriptor());
            count.add(what, changed);
            assertThat(Alike.descriptors(before.descriptor(), d.descriptor()) && changed)
                    .as("alike, and not the same:%n%s", edited)
                    .isFalse();
            assertThat(binding(d).equals(form))
                    .as("%s:%n%s%nof%n%s%nbecame%n%s", what, edited, form, binding(d))
                    .isEqualTo(!changed);
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "types: {S: {struct: {a: u8, b: \"(u32, [i64; 2])\"}}, A: {struct: {s: S, c: char}, bounds: [Clone]}}",
                "types: {T<'a>: {struct: {a: \"&'a str\", b: \"Option<Box<T<'a>>>\"}}, S: {struct: {a: u8}, align: 8}}",
                "types: {A: {enum: {X: 1, Y: \"(u8)\", Z: {a: bool}}, repr: u16}, S: {struct: {a: u8, b: u32}, packed:"
                        + " 1}}",
                "types: {A: {enum: {X: 1, Y: 3}, evolves: append}, S: {enum: {P: \"(u8)\", Q: 4}, evolves: append,"
                        + " storage: 32}}",
                "types: {T<'a>: {evolves: append, struct: {a: u8, b: {type: u32, default: 3}, c: {type: \"&'a str\","
                        + " default: x}}}}",
                "{types: {S: {struct: {a: u8}}}, exports: {f: \"fn<'a, 'b: 'a>(x: &'a mut &'b u8, y: S) -> &'a u8\"}}",
                "exports: {f: {sig: \"fn()\", optional: true}, g: {sig: \"extern \\\"C\\\" fn() -> usize\", leaf:"
                        + " true}, stop: {sig: \"fn()\", symbol: halt}}\n"
                        + "on_unload: {threads: joined, shutdown: stop}",
                "exports: {f: {sig: \"extern \\\"C\\\" fn(x: &[u8], n: u32) -> Result<u32, c_int>\", c: {pass: [return,"
                        + " n, x.data, x.length as c_int, 1 as u8, null], ok: 0}}, g: {sig: \"extern \\\"C\\\" fn(x:"
                        + " &str, y: &mut [u8]) -> usize\", c: [x.length = y.length, x.data, y.data]}}",
                "imports: {f: \"fn(x: &str, y: &[u8]) -> bool\", g: {sig: \"unsafe fn(x: *const u8)\", optional:"
                        + " true}}",
                "interfaces: {J<'a>: {methods: {m: \"fn(&self, x: &'a u8) -> &u8\", n: \"fn(&mut self)\"}}}",
                "{interfaces: {I: {methods: {m: \"fn(&self)\"}}}, exports: {f: \"fn(x: &dyn I) -> Box<dyn I +"
                        + " Send>\"}}",
                "exports: {f: \"fn(x: &mut dyn FnMut(&u8, fn(u8) -> u8) -> bool, y: Box<dyn FnOnce() + Send +"
                        + " 'static>)\"}",
                "exports: {f: \"fn(x: for<'z> fn(&'z u8, &u8) -> &'z u8, y: (fn(u8) -> u8) + 'dylib)\"}",
                "exports: {f: \"async fn(x: &u8) -> u8\", g: \"fn<'a>(x: &'a u8) -> Box<dyn Future<Output = u8> +"
                        + " 'a>\"}",
                "types: {H: {opaque: {bounds: [Send], drop: close}}, T<'a>: {opaque: {covariant: [\"'a\"], drop:"
                        + " close}}, V: opaque}\n"
                        + "exports: {f: \"extern \\\"C\\\" fn<'x>(h: &'x mut H, v: &V) -> Option<Box<T<'x>>>\"}",
                "exports: {f: \"fn<'a, 'b>(x: Arc<dyn Fn(&'a CStr) + Sync + 'a>, y: &'b [u128], z: Box<str>) ->"
                    + " &'dylib mut u8 where 'a: 'b\", g: \"unsafe fn(x: *mut Vec<bool>, y: ([f64; 2],)) -> Result<(),"
                    + " (char,)>\"}",
                "exports: {e: {sig: \"extern \\\"C\\\" fn(x: &CStr, f: Box<dyn Fn(&[u8], c_int) -> c_int>) ->"
                        + " Result<(), c_int>\", c: {pass: [x, f.data, f.code, f.drop], ok: 0, calls: {f: {pass: [data,"
                        + " 0.length as c_int, 0.data, 1], failed: 2, kept: ok}}}}}",
                "types: {'geo::P': {struct: {x: f32}}, S: {struct: {p: 'geo::P', r: \"Result<u8, ()>\", v:"
                        + " \"Vec<String>\"}}}"
            })
    void changesTheFingerprintOrMeansTheSame(String body) throws Exception {
        String lines = body.startsWith("{")
                ? body.substring(1, body.length() - 1).replace("}, exports:", "}\nexports:")
                : body;
        CheckedDescriptor before = read(HEAD + lines);
        String form = binding(before);
        assertThat(Sameness.of(before.descriptor(), read(form).descriptor())).isTrue();
        CheckedDescriptor canonical = read(form);
        assertThat(Alike.descriptors(canonical.descriptor(), read(form).descriptor()))
                .isTrue();
        Count count = new Count();
        Random random = new Random(SEED);
        Set<String> seen = new HashSet<>();
        Edits.forEach(Tree.read(form), (what, tree) -> {
            count.tried++;
            String edited = tree.written();
            if (random.nextInt(SHARE) == 0 && seen.add(edited)) {
                judge(canonical, form, what, edited, count);
            }
        });
        System.out.println("edits of " + lines.lines().findFirst().orElse("") + ": seed " + SEED + ", " + count);
        assertThat(count.meaningful()).isGreaterThan(24 / SHARE);
    }

    /** Descriptors that nobody has thought of: each is some edits away from one above. */
    @Test
    void changesTheFingerprintOfRandomDescriptorsOrMeansTheSame() throws Exception {
        Random random = new Random(SEED);
        String start = HEAD + """
            types:
              S: {struct: {a: u8, b: u32}}
              T<'a>: {struct: {a: "&'a str", s: S}}
              A: {enum: {X: 1, Y: "(u8)"}}
            interfaces:
              J<'a>: {methods: {m: "fn(&self, x: &'a u8) -> T<'_>"}}
            exports:
              f: "fn<'a>(x: &'a str, f: &mut dyn FnMut(&S) -> bool) -> Box<dyn J<'a> + 'a>"
            imports:
              g: "fn(x: A)"
            """;
        Count count = new Count();
        for (int walk = 0; walk < 10; walk++) {
            CheckedDescriptor now = read(start);
            for (int step = 0; step < 6; step++) {
                String form = binding(now);
                CheckedDescriptor canonical = read(form);
                List<Map.Entry<String, String>> edits = new ArrayList<>();
                Edits.forEach(Tree.read(form), (what, tree) -> edits.add(Map.entry(what, tree.written())));
                List<CheckedDescriptor> next = new ArrayList<>(List.of(now));
                for (int i = 0; i < 800 / SHARE; i++) {
                    Map.Entry<String, String> edit = edits.get(random.nextInt(edits.size()));
                    count.tried++;
                    judge(canonical, form, edit.getKey() + " (seed " + SEED + ")", edit.getValue(), count);
                    Descriptors.read("edited.yaml", edit.getValue())
                            .descriptor()
                            .ifPresent(next::add);
                }
                now = next.get(random.nextInt(next.size()));
                String walked = binding(now);
                assertThat(binding(read(walked))).as("seed %d", SEED).isEqualTo(walked);
            }
        }
        System.out.println("edits of random descriptors: seed " + SEED + ", " + count);
        assertThat(count.meaningful()).isGreaterThan(400 / SHARE);
    }
}
