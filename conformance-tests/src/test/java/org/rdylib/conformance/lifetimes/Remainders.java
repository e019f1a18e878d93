package org.rdylib.conformance.lifetimes;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.rdylib.spec.Alike;
import org.rdylib.spec.Export;
import org.rdylib.spec.Import;
import org.rdylib.spec.TypeDeclaration;
import org.rdylib.spec.canonical.Canonical;
import org.rdylib.spec.canonical.CanonicalForm;
import org.rdylib.spec.check.CheckedDescriptor;
import org.rdylib.spec.check.Descriptors;
import org.rdylib.spec.layout.Layout;
import org.rdylib.spec.layout.Layouts;
import org.rdylib.spec.layout.Target;
import org.rdylib.verifier.Host;
import org.rdylib.verifier.Plugin;
import org.rdylib.verifier.Remainder;
import org.rdylib.verifier.Unload;
import org.rdylib.verifier.Verifier;

/** That what is left of two copies, once all that both say alike is left out, is judged as the whole is. */
public final class Remainders {

    private static final Target TARGET = Target.X86_64_LINUX_GNU;

    private Remainders() {}

    /** Judges both, under every policy under which the host's copy fits itself, and holds what is asked for afterwards together. */
    public static void areJudgedAsTheWhole(CheckedDescriptor host, CheckedDescriptor plugin, String what) {
        byte[] here = bytes(host);
        byte[] there = bytes(plugin);
        if (isNoAscii(here) || isNoAscii(there)) {
            return;
        }
        Optional<Remainder> found = Remainder.of(new Host<>(here), new Plugin<>(there));
        if (!host.descriptor().library().equals(plugin.descriptor().library())) {
            assertThat(found).as(what).isEmpty();
            return;
        }
        Remainder remainder = found.orElseThrow(() -> new AssertionError(what + ": no remainder"));
        CheckedDescriptor wholeHost = read(here).orElseThrow();
        CheckedDescriptor wholePlugin = read(there).orElseThrow();
        CheckedDescriptor hosts = read(remainder.host().value()).orElseThrow(() -> new AssertionError(what));
        CheckedDescriptor plugins = read(remainder.plugin().value()).orElseThrow(() -> new AssertionError(what));
        for (Unload unload : Unload.values()) {
            if (fits(wholeHost, wholeHost, unload)) {
                assertThat(fits(hosts, plugins, unload))
                        .as("%s, %s%n%s", unload, what, text(remainder))
                        .isEqualTo(fits(wholeHost, wholePlugin, unload));
            }
        }
        assertThat(remainder.exports())
                .as(what)
                .isEqualTo(wholePlugin.descriptor().exports().stream()
                        .map(Export::name)
                        .toList());
        assertThat(remainder.imports())
                .as(what)
                .isEqualTo(wholePlugin.descriptor().imports().stream()
                        .map(Import::name)
                        .toList());
        assertThat(plugins.descriptor().onUnload().shutdown())
                .as(what)
                .isEqualTo(wholePlugin.descriptor().onUnload().shutdown());
        keepsTypes(wholeHost, hosts, wholePlugin, what);
        keepsTypes(wholePlugin, plugins, wholeHost, what);
    }

    /** What differs is there, and is what it is in the whole, with all that it consists of. */
    private static void keepsTypes(
            CheckedDescriptor whole, CheckedDescriptor left, CheckedDescriptor other, String what) {
        for (TypeDeclaration type : whole.descriptor().types()) {
            boolean isSame = other.typeIfDeclared(type.name())
                    .filter(o -> Alike.declarations(type, o))
                    .isPresent();
            assertThat(isSame || left.typeIfDeclared(type.name()).isPresent())
                    .as("%s in %s", type.name(), what)
                    .isTrue();
        }
        Layouts layouts = new Layouts(whole, TARGET);
        Layouts leftLayouts = new Layouts(left, TARGET);
        for (TypeDeclaration type : left.descriptor().types()) {
            String name = type.name();
            assertThat(Alike.declarations(type, whole.type(name))).as(what).isTrue();
            assertThat(left.boundsOf(name)).as(what).isEqualTo(whole.boundsOf(name));
            assertThat(left.variancesOf(name)).as(what).isEqualTo(whole.variancesOf(name));
            if (type.hasSize()) {
                assertThat(told(leftLayouts.ofType(name))).as(what).isEqualTo(told(layouts.ofType(name)));
            }
        }
    }

    private static String told(Layout layout) {
        return layout.slots().stream()
                .map(s -> "%s: %d + %d".formatted(s.path(), s.offset(), s.size()))
                .collect(Collectors.joining(
                        ", ", "%d bytes, aligned to %d: ".formatted(layout.size(), layout.align()), ""));
    }

    /** How a plugin's text is judged that may be ill-formed. */
    enum Judged {
        /** By the remainder: the two may be linked. */
        ACCEPTED,
        /** By the whole alone: they may. */
        ACCEPTED_LATE,
        REFUSED
    }

    /** Holds against the whole what is accepted of a plugin's text, whatever it is. */
    static Judged judged(CheckedDescriptor host, byte[] plugin, Unload unload, String what) {
        byte[] here = bytes(host);
        Optional<Remainder> remainder = Remainder.of(new Host<>(here), new Plugin<>(plugin));
        boolean isAccepted = remainder
                .flatMap(r -> read(r.host().value())
                        .flatMap(hosts -> read(r.plugin().value()).map(plugins -> fits(hosts, plugins, unload))))
                .orElse(false);
        boolean isRight = wholly(plugin).map(whole -> fits(host, whole, unload)).orElse(false);
        assertThat(isAccepted && !isRight)
                .as(
                        "%s, %s%n%s%n%s",
                        unload, what, remainder.map(Remainders::text), new String(plugin, StandardCharsets.UTF_8))
                .isFalse();
        return isAccepted ? Judged.ACCEPTED : isRight ? Judged.ACCEPTED_LATE : Judged.REFUSED;
    }

    static boolean fits(CheckedDescriptor host, CheckedDescriptor plugin, Unload unload) {
        return Verifier.areCompatible(new Host<>(host), new Plugin<>(plugin), unload, TARGET);
    }

    static byte[] bytes(CheckedDescriptor descriptor) {
        return CanonicalForm.bindingOf(descriptor).getBytes(StandardCharsets.UTF_8);
    }

    private static Optional<CheckedDescriptor> read(byte[] text) {
        return Canonical.readQuickly(text, "x", TARGET);
    }

    /** As YAML, as anything is read that is not of the form of binding texts. */
    private static Optional<CheckedDescriptor> wholly(byte[] text) {
        return Descriptors.read("x", new String(text, StandardCharsets.UTF_8), List.of(TARGET))
                .descriptor();
    }

    private static String text(Remainder remainder) {
        return new String(remainder.host().value(), StandardCharsets.UTF_8) + "\n"
                + new String(remainder.plugin().value(), StandardCharsets.UTF_8);
    }

    private static boolean isNoAscii(byte[] text) {
        for (byte b : text) {
            if (b < 0) {
                return true;
            }
        }
        return false;
    }
}
