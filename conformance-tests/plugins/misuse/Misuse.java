package org.rdylib.conformance.misuse;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Runs one program that does what must be refused, and ends with what refuses it: the exception leaves {@code main}, so
 * that the JVM prints it and exits with 1. That it was in vain otherwise is seen to before: the libraries still answer, and
 * all accounts are level; if not, it exits with 3.
 */
public final class Misuse {

    private Misuse() {}

    private static Map<String, Program> programs(Libraries libraries) {
        Map<String, Program> programs = new LinkedHashMap<>();
        List<Subject> subjects = new ArrayList<>(List.of(
                new LendingPrograms(libraries),
                new PartingPrograms(libraries),
                new KeepingPrograms(libraries),
                new AttachPrograms(libraries),
                new GivingPrograms(libraries),
                new CoinPrograms(libraries),
                new GrovePrograms(libraries),
                new ContextPrograms(libraries),
                new SessionPrograms(libraries),
                new MachinePrograms(libraries),
                new FunctionPrograms(libraries),
                new TalentPrograms(libraries),
                new HookPrograms(libraries),
                new StreamPrograms(libraries),
                new SlatePrograms(libraries),
                new StudioPrograms(libraries),
                new ShelfPrograms(libraries),
                new TeamPrograms(libraries),
                new AlbumPrograms(libraries),
                new EchoPrograms(libraries),
                new FuturePrograms(libraries),
                new GivenFuturePrograms(libraries)));
        if (libraries.misbehave()) {
            subjects.addAll(List.of(
                    new RegionPrograms(libraries),
                    new SharedRegionPrograms(libraries),
                    new ObjectPrograms(libraries),
                    new LoanPrograms(libraries),
                    new ClosurePrograms(libraries),
                    new KeptClosurePrograms(libraries),
                    new LibraryPrograms(libraries),
                    new AgePrograms(libraries),
                    new LoadPrograms(libraries),
                    new ResultPrograms(libraries),
                    new ArgumentPrograms(libraries),
                    new NullPrograms(libraries),
                    new FailurePrograms(libraries),
                    new StackPrograms(libraries),
                    new DeepPrograms(libraries)));
        }
        for (Subject subject : subjects) {
            subject.programs().forEach((name, program) -> {
                if (programs.put(name, program) != null) {
                    throw new IllegalStateException("two programs are called: " + name);
                }
            });
        }
        return programs;
    }

    /**
     * Runs a program; without its name, prints the names of all that the libraries of the folder serve: those in C all,
     * those in Rust what goes wrong on Java's side.
     *
     * @param arguments the folder of the libraries, the program's name
     */
    public static void main(String[] arguments) throws Throwable {
        Libraries libraries = new Libraries(Path.of(arguments[0]));
        Map<String, Program> programs = programs(libraries);
        if (arguments.length == 1) {
            programs.keySet().forEach(System.out::println);
            return;
        }
        try {
            programs.get(arguments[1]).run();
        } catch (Throwable refused) {
            List<String> wrong = libraries.wrong();
            if (!wrong.isEmpty()) {
                System.out.println("refused by " + refused + ", but " + wrong);
                System.exit(3);
            }
            throw refused;
        }
        System.out.println("nothing was refused");
    }
}
