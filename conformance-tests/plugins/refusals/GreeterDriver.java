package org.rdylib.conformance.greeter;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.rdylib.conformance.refusals.GreeterHost;
import org.rdylib.loader.Region;
import org.rdylib.verifier.Unload;

/** A host of the greeter. The test compiles it together with the stubs that it uses. */
public final class GreeterDriver implements GreeterHost {

    @Override
    public Linked load(Path library, Unload unload) {
        Greeter greeter = Greeter.load(library, unload);
        return new Linked() {
            @Override
            public String after(String text, String prefix) {
                try (Region region = Region.open()) {
                    return greeter.after(region.text(text), prefix).toString();
                }
            }

            @Override
            public double loudness(long times, double volume) {
                return greeter.loudness(new Greeting(times, volume));
            }

            @Override
            public List<String> lines(String text, int most) {
                List<String> lines = new ArrayList<>();
                greeter.each(text, (line, number) -> {
                    lines.add(number + ": " + line);
                    return number < most;
                });
                return lines;
            }

            @Override
            public long visit(String text, Visit visit) {
                return greeter.each(text, visit::line);
            }

            @Override
            public boolean isUnloaded() {
                return greeter.isUnloaded();
            }

            @Override
            public void close() {
                greeter.close();
            }
        };
    }
}
