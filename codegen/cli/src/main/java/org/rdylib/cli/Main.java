package org.rdylib.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.rdylib.spec.Diagnostic;
import org.rdylib.spec.Paint;
import org.rdylib.spec.layout.Target;
import org.rdylib.verifier.Unload;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ScopeType;

/**
 * The command {@code rdylib}: reads the command line and hands each command to its class.
 *
 * <p>It exits with 0 where what was asked holds, 1 where it does not, and 2 where that could not be decided: a failure
 * of the tool looks neither like success nor like a finding.
 */
@Command(
        name = "rdylib",
        description = "Describes boundaries between Java and native plugins, and tells which may be linked.",
        mixinStandardHelpOptions = true,
        scope = ScopeType.INHERIT,
        versionProvider = ToolVersion.class,
        subcommands = CommandLine.HelpCommand.class,
        synopsisSubcommandLabel = "COMMAND",
        exitCodeOnInvalidInput = ExitCode.UNDECIDED,
        exitCodeOnExecutionException = ExitCode.UNDECIDED,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:it holds", "1:it does not hold", ExitCode.TWO})
public final class Main {

    private static final String X86_64 = "x86_64-linux-gnu";
    private static final String TARGETS =
            "x86_64-linux-gnu, aarch64-linux-gnu, x86_64-windows-msvc, aarch64-macos," + " i686-linux-gnu or wasm32";

    private static final String DEFAULT = "; ${DEFAULT-VALUE} if omitted";

    private final Console console;

    private Main(Console console) {
        this.console = console;
    }

    /**
     * Runs the command and ends the JVM.
     *
     * @param arguments the command line
     */
    public static void main(String[] arguments) {
        PrintWriter out = new PrintWriter(System.out, true, System.out.charset());
        PrintWriter err = new PrintWriter(System.err, true, System.err.charset());
        int code = run(out, err, Console.paintOfTerminal(), arguments);
        if (out.checkError()) {
            err.println("rdylib: cannot write to standard output");
            code = ExitCode.UNDECIDED;
        }
        System.exit(code);
    }

    /**
     * Runs the command.
     *
     * @param out where results go
     * @param err where complaints go
     * @param arguments the command line
     * @return the exit code
     */
    public static int run(PrintWriter out, PrintWriter err, String... arguments) {
        return run(out, err, Paint.PLAIN, arguments);
    }

    static int run(PrintWriter out, PrintWriter err, Paint paint, String... arguments) {
        try {
            return new CommandLine(new Main(new Console(out, err, paint)))
                    .setOut(out)
                    .setErr(err)
                    .setExecutionExceptionHandler((failure, command, _) -> failed(
                            failure,
                            out,
                            err,
                            command.getParseResult()
                                    .<Object>matchedOptionValue("--format", "text")
                                    .toString()))
                    .execute(arguments);
        } catch (StackOverflowError | OutOfMemoryError e) {
            return failed(e, out, err, "text");
        }
    }

    /** What a user did wrong is said in the command's own words; anything else is an error of ours. */
    private static int failed(Throwable failure, PrintWriter out, PrintWriter err, String format) {
        boolean ours = !(failure instanceof CommandException);
        String message =
                ours ? "rdylib: internal error, please report it: " + failure : String.valueOf(failure.getMessage());
        err.println(message);
        if (ours && Boolean.getBoolean("rdylib.trace")) {
            failure.printStackTrace(err);
        }
        switch (format) {
            case "json" -> out.println(undecided(failure, message));
            case "sarif" ->
                out.println(SarifReport.of(diagnostics(failure), ToolVersion.number(), Optional.of(message)));
            default -> {}
        }
        return ExitCode.UNDECIDED;
    }

    /** The one document that a program expects on standard output, for a command that came to no answer. */
    private static String undecided(Throwable failure, String message) {
        return Json.write(json -> {
            json.writeStartObject();
            json.writeStringProperty("undecided", message);
            json.writeName("findings");
            DiagnosticReport.json(json, diagnostics(failure));
            json.writeEndObject();
        });
    }

    private static List<Diagnostic> diagnostics(Throwable failure) {
        return failure instanceof CommandException e ? e.diagnostics() : List.of();
    }

    @Command(
            name = "check",
            description = "Is each of these descriptors well-formed?",
            exitCodeList = {"0:each is", "1:one is not", ExitCode.TWO})
    int check(
            @Parameters(
                            paramLabel = "FILE",
                            arity = "1..*",
                            description = "descriptors: files, since standard input is not read")
                    List<Path> files,
            @Option(
                            names = "--target",
                            split = ",",
                            defaultValue = X86_64,
                            description = "what they must suit, with commas between several: " + TARGETS + DEFAULT)
                    List<String> targets,
            @Option(names = "--format", defaultValue = "text", description = "text, json or sarif" + DEFAULT)
                    ReportFormat format) {
        return new CheckCommand(console)
                .run(files, targets.stream().map(Main::target).distinct().toList(), format);
    }

    @Command(
            name = "layout",
            description = "Where does each field of each declared type lie?",
            exitCodeList = {"0:this has been said", ExitCode.TWO})
    int layout(
            @Parameters(paramLabel = "FILE", description = "a descriptor, or a library that carries one") Path file,
            @Option(names = "--target", defaultValue = X86_64, description = TARGETS + DEFAULT) String target,
            @Option(names = "--format", defaultValue = "text", description = "text or json" + DEFAULT) Format format) {
        return new LayoutCommand(console).run(file, target(target), format);
    }

    @Command(
            name = "verify",
            description = "May this host and this plugin be linked?",
            exitCodeList = {"0:they may", "1:they may not", ExitCode.TWO})
    int verify(
            @Parameters(paramLabel = "HOST", description = "the host's descriptor or library") Path host,
            @Parameters(paramLabel = "PLUGIN", description = "the plugin's descriptor or library") Path plugin,
            @Option(names = "--library", description = "which, where a file holds several descriptors")
                    Optional<String> library,
            @Option(names = "--unload", defaultValue = "never", description = "never, allowed or isolated" + DEFAULT)
                    String unload,
            @Option(names = "--target", defaultValue = X86_64, description = TARGETS + DEFAULT) String target,
            @Option(names = "--format", defaultValue = "text", description = "text, json or sarif" + DEFAULT)
                    ReportFormat format) {
        return new VerifyCommand(console).run(host, plugin, library, unload(unload), target(target), format);
    }

    @Command(
            name = "diff",
            description = "Which release is it: patch, minor or major? Whom does it break?",
            exitCodeList = {
                "0:the new version's number is a step that is large enough; or it is the old one's, and the release is"
                        + " not major",
                "1:the step is too small; or the number is the old one's, and the release is major",
                ExitCode.TWO
            })
    int diff(
            @Parameters(paramLabel = "OLD", description = "the old version: a descriptor or library") Path old,
            @Parameters(paramLabel = "NEW", description = "the new version: a descriptor or library") Path now,
            @Option(names = "--library", description = "which, where a file holds several descriptors")
                    Optional<String> library,
            @Option(names = "--target", defaultValue = X86_64, description = TARGETS + DEFAULT) String target,
            @Option(names = "--format", defaultValue = "text", description = "text or json" + DEFAULT) Format format) {
        return new DiffCommand(console).run(old, now, library, target(target), format);
    }

    @Command(
            name = "inspect",
            description = "What does a library's file say of itself? Nothing of it runs.",
            exitCodeList = {"0:this has been said", ExitCode.TWO})
    int inspect(
            @Parameters(paramLabel = "LIBRARY", description = "a shared library") Path library,
            @Option(names = "--format", defaultValue = "text", description = "text or json" + DEFAULT) Format format) {
        return new InspectCommand(console).run(library, format);
    }

    @Command(
            name = "generate",
            description = "Writes the sources of one side of a boundary.",
            exitCodeList = {"0:they are written", ExitCode.TWO})
    int generate(
            @Parameters(paramLabel = "FILE", description = "a descriptor") Path file,
            @Option(names = "--lang", required = true, description = "java, c or rust")
                    GenerateCommand.Language language,
            @Option(names = "--package", description = "the package of Java sources") Optional<String> packageName,
            @Option(names = "--target", defaultValue = X86_64, description = "what the descriptor must suit" + DEFAULT)
                    String target,
            @Option(
                            names = "--module",
                            paramLabel = "PATH",
                            description = "where the Rust module stands in its crate; abi if omitted")
                    Optional<String> module,
            @Option(names = "--notes", description = "say on standard error what check notes, too") boolean notes,
            @Option(
                            names = {"-o", "--output"},
                            required = true,
                            paramLabel = "DIR",
                            description = "where to write them")
                    Path directory,
            @Option(names = "--format", defaultValue = "text", description = "text or json" + DEFAULT) Format format) {
        return new GenerateCommand(console)
                .run(file, language, packageName, module, target(target), notes, directory, format);
    }

    @Command(
            name = "conform",
            description = "Runs every conformance case below these folders.",
            exitCodeList = {"0:each is judged as it expects", "1:one is not", ExitCode.TWO})
    int conform(
            @Parameters(paramLabel = "DIR", arity = "1..*", description = "folders with *.case.yaml files")
                    List<Path> directories,
            @Option(names = "--format", defaultValue = "text", description = "text or json" + DEFAULT) Format format) {
        return new ConformCommand(console).run(directories, format);
    }

    @Command(
            name = "explain",
            description = "What does this code mean? Without a code: which are there?",
            exitCodeList = {"0:this has been said", ExitCode.TWO})
    int explain(
            @Parameters(paramLabel = "CODE", arity = "0..1", description = "a finding's code, like RDY0302")
                    Optional<String> code,
            @Option(names = "--format", defaultValue = "text", description = "text or json" + DEFAULT) Format format) {
        return new ExplainCommand(console).run(code, format);
    }

    @Command(
            name = "schema",
            description = "Prints the JSON Schema of descriptors, or of reports in JSON.",
            exitCodeList = {"0:it is printed", ExitCode.TWO})
    int schema(
            @Parameters(
                            paramLabel = "WHAT",
                            arity = "0..1",
                            defaultValue = "descriptor",
                            description =
                                    "descriptor, for editors, or report, of what check, verify and diff write with"
                                            + " --format json; descriptor if omitted")
                    SchemaOf what) {
        console.out().print(what.text());
        console.out().flush();
        return ExitCode.HOLDS;
    }

    private static Target target(String name) {
        return Target.of(name)
                .orElseThrow(() -> new CommandException(
                        "unknown target " + name + "; there are " + Target.names(List.of(Target.values()))));
    }

    private static Unload unload(String name) {
        return Unload.of(name)
                .orElseThrow(() ->
                        new CommandException("unknown policy " + name + "; there are never, allowed and isolated"));
    }
}
