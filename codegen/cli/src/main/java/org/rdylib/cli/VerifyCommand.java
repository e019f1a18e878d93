package org.rdylib.cli;

import java.nio.file.Path;
import java.util.Optional;
import org.rdylib.spec.check.CheckedDescriptor;
import org.rdylib.spec.layout.Target;
import org.rdylib.verifier.Host;
import org.rdylib.verifier.Plugin;
import org.rdylib.verifier.Report;
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
        Verdict verdict = Verifier.verify(caller, new Plugin<>(linked.descriptor()), unload, target);
        console.out()
                .println(
                        switch (format) {
                            case text -> Report.text(verdict, console.paint()).stripTrailing();
                            case json -> Report.json(verdict);
                            case sarif -> SarifReport.of(verdict, ToolVersion.number());
                        });
        if (format == ReportFormat.text && linked.abortsOnPanic()) {
            console.out()
                    .println("note: " + plugin
                            + " was built with panic=abort: a panic in it ends the process, and so does"
                            + " a failure of the host that would unwind it");
        }
        return verdict.isCompatible() ? ExitCode.HOLDS : ExitCode.DOES_NOT_HOLD;
    }
}
