package demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.rdylib.loader.IncompatibleLibraryException;
import org.rdylib.loader.Region;
import org.rdylib.loader.RegionClosedException;
import org.rdylib.loader.Text;

/** Links {@code words}, calls it, and then tries a plugin whose lifetimes do not fit. */
final class Demo {

    /** Arguments: the plugin, the plugin that does not fit, a text file. */
    public static void main(String[] args) throws IOException {
        Path plugin = Path.of(args[0]);
        Path misfit = Path.of(args[1]);
        String page = Files.readString(Path.of(args[2]));

        try (Words words = Words.load(plugin)) {
            Optional<Text> kept;
            try (Region region = Region.open()) {
                Text text = region.text(page);
                int count = 0;
                Cursor cursor = words.split(text); // borrows from text, so it ends with the region
                while (cursor.next().isPresent()) {
                    count++;
                }
                System.out.println(count + " words");

                kept = words.longest(text, "redistributing");
                System.out.println("the longest but redistributing: " + kept.orElseThrow());
            }
            try {
                System.out.println(kept.orElseThrow());
            } catch (RegionClosedException gone) {
                System.out.println("after its region: " + gone.getMessage());
            }

            long calls = words.each(page, (word, span) -> span.end() < 100);
            System.out.println(calls + " words begin in the first 100 bytes");
            try {
                words.each(page, (word, span) -> Integer.parseInt(word) > 0);
            } catch (NumberFormatException thrown) { // by Java, through C, to Java
                System.out.println("not a number, says Java: " + thrown.getMessage());
            }
        }

        try (Words words = Words.load(misfit)) {
            System.out.println("linked, which is wrong: " + words);
        } catch (IncompatibleLibraryException refused) {
            System.out.print("\n" + refused.report());
        }
    }
}
