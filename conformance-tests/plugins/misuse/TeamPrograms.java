package org.rdylib.conformance.misuse;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.rdylib.conformance.misuse.teams.Kit;
import org.rdylib.conformance.misuse.teams.Team;
import org.rdylib.conformance.misuse.teams.Teams;
import org.rdylib.conformance.misuse.teams.Tool;
import org.rdylib.conformance.misuse.teams.Worker;

/** What is owned, behind a reference: Java's in what it passes, the library's in what that lends. */
final class TeamPrograms extends Subject {

    TeamPrograms(Libraries libraries) {
        super(libraries);
        add("an object is closed inside a call that was passed a list with it", this::closedInside);
        add("an object is changed inside a call that was passed a list with it", this::changedInside);
        add("an object is given away inside a call that was passed a list with it", this::givenInside);
        add("a list is passed with an object that was closed", this::closedBefore);
        add("a list is passed with an opaque value that was closed", this::scrappedBefore);
        add("a list is passed with an object of another library", this::ofAnother);
        add("an object of a list gives another away that is in it", this::givenByAnother);
        add("an object is changed while the library keeps a list with it", this::changedWhileKept);
        add("an object in a list of `Arc`s is not counted", this::uncounted);
        add("what the library owns and lends is asked for what needs it alone", this::trained);
        add("a `FnOnce` that the library owns and lends is called", this::calledOnce);
        add("what the library owns and lends is given away", this::givenAway);
        add("what the library owns and lends is used after what lends it was changed", this::usedLater);
        add("an opaque value that the library owns and lends is used after what lends it was closed", this::toolLater);
        add("what the library owns and lends a callback is used after it", this::shownLater);
        add("what the library owns and lends is used on another thread", this::usedElsewhere);
        add("what the library owns and lends is closed, and used", this::closedByMe);
    }

    private void inside(List<Worker> workers, Teams teams, Runnable act) {
        System.out.println(teams.during(workers, act::run));
    }

    private void closedInside() {
        Teams teams = libraries.teams();
        try (Worker worker = teams.worker(1)) {
            inside(List.of(worker), teams, worker::close);
        }
    }

    private void changedInside() {
        Teams teams = libraries.teams();
        try (Worker worker = teams.worker(1)) {
            inside(List.of(worker), teams, worker::train);
        }
    }

    private void givenInside() {
        Teams teams = libraries.teams();
        try (Worker worker = teams.worker(1)) {
            inside(List.of(worker), teams, () -> System.out.println(worker.retire()));
        }
    }

    private void closedBefore() {
        Teams teams = libraries.teams();
        Worker worker = teams.worker(1);
        worker.close();
        System.out.println(teams.total(List.of(worker), 1));
    }

    private void scrappedBefore() {
        Teams teams = libraries.teams();
        Tool tool = teams.tool();
        tool.close();
        System.out.println(teams.useAll(List.of(tool)));
    }

    private void ofAnother() {
        try (Worker worker = libraries.teams().worker(1)) {
            System.out.println(libraries.teams("teams-again").total(List.of(worker), 1));
        }
    }

    /** Gives another away where it is to work. */
    private record Dismissing(Worker other) implements Worker {

        @Override
        public long work(long hours) {
            return other.retire();
        }

        @Override
        public void train() {
            // It knows all.
        }

        @Override
        public long retire() {
            return 0;
        }

        @Override
        public void close() {
            throw new IllegalStateException("it was never given");
        }
    }

    private void givenByAnother() {
        Teams teams = libraries.teams();
        try (Worker worker = teams.worker(1)) {
            System.out.println(teams.total(List.of(new Dismissing(worker), worker), 1));
        }
    }

    private void changedWhileKept() {
        Teams teams = libraries.teams();
        try (Worker worker = teams.worker(1);
                Worker watch = teams.watch(List.of(worker))) {
            if (watch.work(1) == 1) {
                worker.train();
            }
        }
    }

    private void uncounted() {
        Teams teams = libraries.teams();
        try (Worker worker = teams.worker(1)) {
            System.out.println(teams.hire(List.of(worker)));
        }
    }

    private static Kit kit(Teams teams, Worker chief) {
        return new Kit(
                "kit",
                teams.worker(1),
                chief,
                teams.tool(),
                Optional.empty(),
                () -> 1,
                rate -> rate,
                List.of(teams.worker(2)));
    }

    private Team team(Teams teams) {
        try (Worker chief = teams.chief(3)) {
            return teams.form(kit(teams, chief));
        }
    }

    private void trained() {
        Teams teams = libraries.teams();
        try (Team team = team(teams)) {
            teams.kit(team).worker().train();
        }
    }

    private void calledOnce() {
        Teams teams = libraries.teams();
        try (Team team = team(teams)) {
            System.out.println(teams.kit(team).last().call());
        }
    }

    private void givenAway() {
        Teams teams = libraries.teams();
        try (Team team = team(teams)) {
            Kit kit = teams.kit(team);
            System.out.println(teams.form(kit));
        }
    }

    private void usedLater() {
        Teams teams = libraries.teams();
        try (Team team = team(teams)) {
            Kit kit = teams.kit(team);
            teams.settle(team);
            System.out.println(kit.others().getFirst().work(1));
        }
    }

    private void toolLater() {
        Teams teams = libraries.teams();
        Kit kit;
        try (Team team = team(teams)) {
            kit = teams.kit(team);
        }
        System.out.println(teams.useAll(List.of(kit.tool())));
    }

    private void shownLater() {
        Teams teams = libraries.teams();
        List<Worker> kept = new ArrayList<>();
        try (Team team = team(teams)) {
            teams.show(team, kit -> {
                kept.add(kit.chief());
                return 0;
            });
            System.out.println(kept.getFirst().work(1));
        }
    }

    private void usedElsewhere() throws Throwable {
        Teams teams = libraries.teams();
        try (Team team = team(teams)) {
            Worker worker = teams.members(team).getFirst();
            elsewhere(() -> System.out.println(worker.work(1)));
        }
    }

    private void closedByMe() {
        Teams teams = libraries.teams();
        try (Team team = team(teams)) {
            Worker worker = teams.kit(team).worker();
            worker.close();
            System.out.println(worker.work(1));
        }
    }
}
