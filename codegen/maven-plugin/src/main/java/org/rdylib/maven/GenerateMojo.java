package org.rdylib.maven;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.PatternSyntaxException;
import javax.inject.Inject;
import org.apache.maven.artifact.Artifact;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProject;
import org.apache.maven.toolchain.ToolchainManager;
import org.rdylib.cli.launcher.JdkSearch;

/**
 * Generates Java stubs from the descriptors of the libraries that a project uses.
 *
 * <p>The generator needs a JDK 25: that of the build's toolchain, else the one that Maven runs on, else one that is
 * installed where JDKs usually are.
 */
@Mojo(name = "generate", defaultPhase = LifecyclePhase.GENERATE_SOURCES, threadSafe = true)
public final class GenerateMojo extends AbstractMojo {
    private static final String DEFAULT_SOURCES = "src/main/abi";

    /**
     * The folder with the descriptors: all files below it whose names end in {@code .yaml}, but for hidden ones. Symbolic
     * links are followed. One that is configured must exist.
     */
    @Parameter(property = "rdylib.sourceDirectory", defaultValue = "${project.basedir}/" + DEFAULT_SOURCES)
    private File sourceDirectory = new File(DEFAULT_SOURCES);

    /**
     * Which of them are left out: globs of their paths from {@code sourceDirectory}, like {@code shared/**}. A file that
     * only others use ({@code uses:}) needs no sources of its own.
     */
    @Parameter(property = "rdylib.excludes")
    private List<String> excludes = List.of();

    /** The folder of the generated sources, which becomes one of the project's source folders. */
    @Parameter(
            property = "rdylib.outputDirectory",
            defaultValue = "${project.build.directory}/generated-sources/rdylib")
    private File outputDirectory = new File("target/generated-sources/rdylib");

    /** The package of the generated sources. */
    @Parameter(property = "rdylib.javaPackage", required = true)
    private String javaPackage = "";

    /**
     * Whether what lies in a folder below {@code sourceDirectory} has a package of its own: that of {@code a/b/c.yaml} is
     * then {@code javaPackage} with {@code .a.b} behind it. So several libraries may have types of one name.
     */
    @Parameter(property = "rdylib.packagePerFolder", defaultValue = "false")
    private boolean packagePerFolder;

    /** Generate nothing. */
    @Parameter(property = "rdylib.skip", defaultValue = "false")
    private boolean skip;

    @Parameter(defaultValue = "${plugin.artifacts}", readonly = true, required = true)
    private List<Artifact> pluginArtifacts = List.of();

    private final ToolchainManager toolchains;
    private final MavenSession session;
    private final MavenProject project;
    private final MojoExecution execution;

    /**
     * Made by Maven.
     *
     * @param toolchains to find the build's JDK
     * @param session the build
     * @param project the project
     * @param execution which of the plugin's executions this is
     */
    @Inject
    public GenerateMojo(
            ToolchainManager toolchains, MavenSession session, MavenProject project, MojoExecution execution) {
        this.toolchains = toolchains;
        this.session = session;
        this.project = project;
        this.execution = execution;
    }

    @Override
    public void execute() throws MojoExecutionException, MojoFailureException {
        if (skip) {
            getLog().info("Skipped");
            return;
        }
        Path basedir = project.getBasedir().toPath().toAbsolutePath();
        Path own = Path.of(project.getBuild().getDirectory()).resolve("rdylib").resolve(execution.getExecutionId());
        try {
            var boundaries = boundaries(basedir);
            Files.createDirectories(own);
            var generator = new GeneratorProcess(java(), classPath(), basedir, own);
            var target = new SourceFolder(outputDirectory.toPath(), own.resolve("generated-files"));
            new Generation(basedir, own.resolve("staging"), target, generator, getLog()).run(boundaries);
        } catch (IOException e) {
            throw new MojoExecutionException("Cannot generate: " + Generation.reason(e), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new MojoExecutionException("Interrupted", e);
        }
        project.addCompileSourceRoot(outputDirectory.getPath());
    }

    private List<Boundary> boundaries(Path basedir) throws MojoFailureException, IOException {
        Path folder = sourceDirectory.toPath().toAbsolutePath();
        if (!Files.isDirectory(folder) && !folder.equals(basedir.resolve(DEFAULT_SOURCES))) {
            throw new MojoFailureException("There is no folder " + folder
                    + ", in which descriptors are looked for; mend <sourceDirectory> (rdylib.sourceDirectory)");
        }
        List<Path> descriptors;
        try {
            descriptors = DescriptorFiles.below(folder, excludes);
        } catch (PatternSyntaxException e) {
            throw new MojoFailureException("<excludes> (rdylib.excludes): no glob: " + e.getMessage(), e);
        }
        if (descriptors.isEmpty()) {
            getLog().warn("No *.yaml below " + folder + ": there is nothing to generate from");
        }
        return descriptors.stream()
                .map(file -> packagePerFolder
                        ? Boundary.ofFolder(folder, file, javaPackage)
                        : new Boundary(file, javaPackage))
                .toList();
    }

    private Path java() throws MojoExecutionException {
        var toolchain = Optional.ofNullable(toolchains.getToolchainFromBuildContext("jdk", session));
        var ofToolchain = toolchain
                .flatMap(jdk -> Optional.ofNullable(jdk.findTool("java")))
                .map(Path::of);
        Path ofMaven =
                Path.of(System.getProperty("java.home", "")).resolve("bin").resolve("java");
        return new GeneratorJava(ofToolchain, ofMaven, JdkSearch.ofThisMachine())
                .find()
                .orElseThrow(() -> new MojoExecutionException("rdylib needs a JDK " + JdkSearch.NEEDED
                        + " or newer: none was found in the toolchain, under Maven itself, through JAVA_HOME or JAVA"
                        + JdkSearch.NEEDED + "_HOME, or where JDKs are usually installed"));
    }

    private List<Path> classPath() {
        return pluginArtifacts.stream()
                .map(artifact -> artifact.getFile().toPath())
                .toList();
    }
}
