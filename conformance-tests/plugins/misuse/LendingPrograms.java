package org.rdylib.conformance.misuse;

import java.util.ArrayList;
import java.util.List;
import org.rdylib.conformance.misuse.lending.Child;
import org.rdylib.conformance.misuse.lending.Ear;
import org.rdylib.conformance.misuse.lending.Lending;
import org.rdylib.conformance.misuse.lending.Pair;
import org.rdylib.conformance.misuse.lending.Reader;
import org.rdylib.conformance.misuse.lending.Sink;
import org.rdylib.conformance.misuse.lending.Source;
import org.rdylib.conformance.misuse.lending.Teller;
import org.rdylib.conformance.misuse.vaults.Key;
import org.rdylib.conformance.misuse.vaults.Vault;
import org.rdylib.conformance.misuse.vaults.Vaults;
import org.rdylib.loader.Bounded;
import org.rdylib.loader.Ref;
import org.rdylib.loader.Region;
import org.rdylib.loader.Text;

/** What a library hands on from one argument to another, and what is made of what a callback was lent. */
final class LendingPrograms extends Subject {

    LendingPrograms(Libraries libraries) {
        super(libraries);
        add("a closure in a struct keeps another argument beyond its region", this::poured);
        add("an object in a struct keeps another argument beyond its region", this::shown);
        add("a library's closure is given what ends before the call's result", this::collectedTooShort);
        add("what a library's closure was given is read after its region was closed", this::collected);
        add("an argument ends before what the type of another says", this::shortenedTooShort);
        add("a result lives as the type of an argument says, and is read after that", this::shortened);
        add("what an object gives a closure in a struct is read after the object was changed", this::told);
        add("what an object gives a closure in a struct is read after the object was closed", this::toldBefore);
        add(
                "what an object gives a closure that is lent for less is read after the object was changed",
                this::toldChild);
        add("what `&mut self` gives a closure in a struct is read after another use", this::toldAlone);
        add("what an object has lent is read after the callback that was lent the object", this::held);
        add("what is only the library's to look into is used after the callback that was lent it", this::visited);
        add("what was made of what a callback was lent is used after the callback", this::keyed);
    }

    private Lending lending() {
        return libraries.lending();
    }

    private void poured() {
        List<Text> kept = new ArrayList<>();
        try (Region region = Region.open()) {
            lending().pour(region.text("a text"), new Sink(kept::add));
        }
        System.out.println(kept.getFirst());
    }

    /** Keeps what it is to read. */
    private record Keeping(List<Text> kept) implements Reader {
        @Override
        public void read(Text text) {
            kept.add(text);
        }

        @Override
        public void close() {
            // What is kept stays.
        }
    }

    private void shown() {
        List<Text> kept = new ArrayList<>();
        try (Region region = Region.open()) {
            lending().show(region.text("a text"), new Source(new Keeping(kept)));
        }
        System.out.println(kept.getFirst());
    }

    private void collectedTooShort() {
        try (Region outer = Region.open()) {
            System.out.println(lending().collect(outer.text("outer"), collecting -> {
                try (Region inner = Region.open()) {
                    collecting.call(inner.text("inner"));
                }
            }));
        }
    }

    private void collected() {
        Text result;
        try (Region region = Region.open()) {
            result = lending().collect(region.text("one"), collecting -> collecting.call(region.text("other")));
            if (!result.toString().equals("other")) {
                return;
            }
        }
        System.out.println(result);
    }

    private void told() {
        List<Text> kept = new ArrayList<>();
        try (Teller teller = lending().teller("a text")) {
            teller.tell(new Ear(kept::add));
            if (kept.getFirst().toString().equals("a text")) {
                teller.forget();
            }
            System.out.println(kept.getFirst());
        }
    }

    private void toldChild() {
        List<Text> kept = new ArrayList<>();
        try (Teller teller = lending().teller("a text")) {
            teller.tellChild(new Child(kept::add));
            if (kept.getFirst().toString().equals("a text")) {
                teller.forget();
            }
            System.out.println(kept.getFirst());
        }
    }

    private void toldBefore() {
        List<Text> kept = new ArrayList<>();
        try (Teller teller = lending().teller("a text")) {
            teller.tell(new Ear(kept::add));
        }
        System.out.println(kept.getFirst());
    }

    private void toldAlone() {
        List<Text> kept = new ArrayList<>();
        try (Teller teller = lending().teller("a text")) {
            Text result = teller.tellMut(new Ear(kept::add));
            if (result.toString().equals(kept.getFirst().toString())) {
                teller.tell(new Ear(_ -> {}));
            }
            System.out.println(kept.getFirst());
        }
    }

    /** Says for how long its first argument is borrowed. */
    private record Borrowing(Region region) implements Pair.Both, Bounded {
        @Override
        public void call(Ref<Text> first, String second) {
            throw new IllegalStateException("called");
        }
    }

    private void shortenedTooShort() {
        try (Region outer = Region.open();
                Region inner = Region.open()) {
            System.out.println(lending().shorten(new Pair(new Borrowing(outer)), inner.text("inner")));
        }
    }

    private void shortened() {
        Text result;
        try (Region outer = Region.open();
                Region inner = Region.open()) {
            result = lending().shorten(new Pair(new Borrowing(inner)), outer.text("outer"));
            if (!result.toString().equals("outer")) {
                return;
            }
        }
        System.out.println(result);
    }

    private void held() {
        List<Text> kept = new ArrayList<>();
        lending().hold("a text", holder -> kept.add(holder.held()));
        System.out.println(kept.getFirst());
    }

    private void visited() {
        Vaults vaults = libraries.vaults();
        List<Vault> kept = new ArrayList<>();
        try (Vault vault = vaults.make(7)) {
            vaults.visit(vault, lent -> {
                kept.add(lent);
                return 0;
            });
        }
        System.out.println(vaults.get(kept.getFirst()));
    }

    private void keyed() {
        Vaults vaults = libraries.vaults();
        List<Key> kept = new ArrayList<>();
        try (Vault vault = vaults.make(7)) {
            vaults.visit(vault, lent -> {
                kept.add(vaults.key(lent));
                return 0;
            });
        }
        System.out.println(vaults.read(kept.getFirst()));
    }
}
