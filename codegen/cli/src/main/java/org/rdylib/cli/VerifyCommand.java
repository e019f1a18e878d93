package org.rdylib.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.rdylib.spec.Code;
import org.rdylib.spec.check.CheckedDescriptor;
import org.rdylib.spec.layout.Target;
import org.rdylib.verifier.Finding;
import org.rdylib.verifier.Host;
import org.rdylib.verifier.LibraryFindings;
import org.rdylib.verifier.Plugin;
import org.rdylib.verifier.Report;
import org.rdylib.verifier.RequiredSymbol;
import org.rdylib.verifier.Unload;
import org.rdylib.verifier.Verdict;
import org.rdylib.verifier.Verifier;

/** {@code rdylib verify}: may this host and this plugin be linked? */
final class VerifyCommand {

    private final Console console;

    VerifyCommand(Console console) {
        this.console = console;
    }

    int run(Path host, Path plugin, Optional<String> library, Unload unload, Target target, ReportFormat format) {
        Host<CheckedDescriptor> caller = new Host<>(BoundaryFile.read(host, library, target));
        BoundaryFile.Contents linked = BoundaryFile.open(plugin, library, target);
        Plugin<CheckedDescriptor> called = new Plugin<>(linked.descriptor());
        Verdict described = Verifier.verify(caller, called, unload, target);
        Verdict verdict = described.with(ofFile(caller, called, linked, described));
        console.out()
                .println(
                        switch (format) {
                            case text -> Report.text(verdict, console.paint()).stripTrailing();
                            case json -> Report.json(verdict);
                            case sarif -> SarifReport.of(verdict, ToolVersion.number());
                        });
        if (format == ReportFormat.text && linked.abortsOnPanic() && verdict.isCompatible()) {
            console.out().println("note: " + plugin + " was built with panic=abort: a panic in it ends the process");
        }
        return verdict.isCompatible() ? ExitCode.HOLDS : ExitCode.DOES_NOT_HOLD;
    }

    /** What a loader would find in the library's file besides what the descriptors say; nothing where there is none. */
    private static List<Finding> ofFile(
            Host<CheckedDescriptor> host,
            Plugin<CheckedDescriptor> plugin,
            BoundaryFile.Contents linked,
            Verdict described) {
        if (linked.library().isEmpty()) {
            return List.of();
        }
        LibraryFile file = linked.library().get();
        String name = file.path().toString();
        List<Finding> findings = new ArrayList<>();
        if (linked.abortsOnPanic()) {
            findings.addAll(LibraryFindings.ofAborting(name, host, plugin));
        }
        SymbolSearch symbols = SymbolSearch.of(
                file,
                RequiredSymbol.of(host, plugin, described.unload()),
                plugin.value().descriptor().library());
        findings.addAll(LibraryFindings.ofMissing(name, symbols.missing()));
        if (described.isCompatible() && findings.isEmpty() && !symbols.unknown().isEmpty()) {
            throw new CommandException("error[" + Code.SYMBOL_MISSING.id() + "]: " + name + " " + symbols.why());
        }
        return findings;
    }
}
