package org.rdylib.conformance.misuse;

import java.util.ArrayList;
import java.util.List;
import org.rdylib.conformance.misuse.honest.Honest;
import org.rdylib.conformance.misuse.honest.Words;
import org.rdylib.loader.Region;
import org.rdylib.loader.Text;

/** Regions of all threads, and what belongs to them. */
final class SharedRegionPrograms extends Subject {

    SharedRegionPrograms(Libraries libraries) {
        super(libraries);
        add("a text of a region of all threads is read after another thread has closed it", this::read);
        add("a region of all threads is closed while a call on another thread uses it", this::usedElsewhere);
        add("a region of all threads is closed inside a call that uses it", this::closedInside);
        add("a region of all threads is closed while it has an object of another thread", this::objectElsewhere);
        add("an object of a region of all threads is used on another thread, and is not Send", this::notSend);
        add("what ends with the first of two regions is read after one was closed", this::firstOfTwo);
        add("a region of all threads is closed, and one that it has to outlive is open", this::outlived);
    }

    private void read() throws Throwable {
        Region region = Region.openShared();
        Text text = region.text("gone");
        elsewhere(region::close);
        System.out.println(text);
    }

    private void usedElsewhere() throws Throwable {
        Honest honest = honest();
        try (Region region = Region.openShared()) {
            Text text = region.text("read meanwhile");
            during(wait -> honest.during(text, wait::run), region::close);
        }
    }

    private void closedInside() {
        try (Region region = Region.openShared()) {
            System.out.println(honest().during(region.text("read meanwhile"), region::close));
        }
    }

    private void objectElsewhere() throws Throwable {
        Honest honest = honest();
        try (Region region = Region.openShared()) {
            during(
                    wait -> {
                        try (Words words = honest.words(region.text("one two"))) {
                            wait.run();
                            words.next();
                        }
                    },
                    region::close);
        }
    }

    private void notSend() throws Throwable {
        Honest honest = honest();
        try (Region region = Region.openShared()) {
            Words words = honest.words(region.text("one two"));
            elsewhere(words::next);
        }
    }

    private void firstOfTwo() {
        Honest honest = honest();
        try (Region one = Region.openShared()) {
            Region other = Region.openShared();
            Text longest = honest.longest(one.text("long"), other.text("short"));
            other.close();
            System.out.println(longest);
        }
    }

    private void outlived() {
        Honest honest = honest();
        List<Region> open = new ArrayList<>();
        try (Region longer = Region.openShared();
                Region shorter = Region.openShared()) {
            open.add(longer);
            Text preferred = honest.prefer(shorter.text("short"), longer.text("long"));
            open.getFirst().close();
            System.out.println(preferred);
        }
    }
}
