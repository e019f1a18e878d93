package org.rdylib.conformance.misuse;

import org.rdylib.conformance.misuse.shelves.Echo;
import org.rdylib.conformance.misuse.shelves.Line;
import org.rdylib.conformance.misuse.shelves.Shelf;
import org.rdylib.conformance.misuse.shelves.Shelves;
import org.rdylib.loader.Ref;
import org.rdylib.loader.Region;

/** Callbacks that answer with what borrows from something that is dropped before the answer is. */
final class ShelfPrograms extends Subject {

    ShelfPrograms(Libraries libraries) {
        super(libraries);
        add("a callback answers with an object that borrows from what it was given", this::given);
        add("a callback's answer is kept as long as the region that drops what it borrows from", this::made);
        add("a callback answers with an object that borrows from one of the program's", this::own);
    }

    private void given() {
        Shelves shelves = libraries.shelves();
        System.out.println(shelves.lines(
                "given", (echo, line) -> shelves.around(echo, line.get().text())));
    }

    private void made() {
        Shelves shelves = libraries.shelves();
        try (Region region = Region.open()) {
            Ref<Line> line = Shelves.refToLine(region, new Line(region.text("line"), 1));
            Shelf shelf = shelves.ofLine(
                    line,
                    given -> shelves.around(
                            shelves.echo(region.text("made")), given.get().text()));
            shelf.fill();
        }
    }

    private void own() {
        Shelves shelves = libraries.shelves();
        try (Echo own = shelves.echo(shelves.region().text("own"))) {
            System.out.println(shelves.asked("asked", text -> shelves.around(own, text)));
        }
    }
}
