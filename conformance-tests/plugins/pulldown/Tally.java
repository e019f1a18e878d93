package org.rdylib.conformance.pulldown;

import java.nio.charset.StandardCharsets;
import org.rdylib.loader.Text;

/** What is counted while the time is taken, as {@code reference/src/tally.rs} counts it. */
final class Tally {

    private long events;
    private long ranges;
    private long bytes;
    private long numbers;

    void add(Event event, Range range) {
        events++;
        ranges += range.end() - range.start();
        switch (event) {
            case Event.Start(Tag tag) -> tag(tag);
            case Event.End(Tag tag) -> tag(tag);
            case Event.Text(CowStr s) -> string(s);
            case Event.Code(CowStr s) -> string(s);
            case Event.Html(CowStr s) -> string(s);
            case Event.FootnoteReference(CowStr s) -> string(s);
            case Event.SoftBreak(), Event.HardBreak(), Event.Rule() -> {}
            case Event.TaskListMarker(boolean checked) -> numbers += checked ? 1 : 0;
        }
    }

    private void tag(Tag tag) {
        switch (tag) {
            case Tag.Heading(var level, var id, var classes) -> {
                // H1 is 1.
                numbers += level.ordinal() + 1;
                id.ifPresent(s -> bytes += s.byteLength());
                for (Text s : classes) {
                    bytes += s.byteLength();
                }
            }
            case Tag.CodeBlock(CodeBlockKind.Fenced(CowStr s)) -> string(s);
            case Tag.FootnoteDefinition(CowStr s) -> string(s);
            case Tag.List(var first) -> numbers += first.orElse(0L);
            case Tag.Table(var columns) -> {
                for (Alignment column : columns) {
                    numbers += column.ordinal();
                }
            }
            case Tag.Link(LinkType kind, CowStr url, CowStr title) -> link(kind, url, title);
            case Tag.Image(LinkType kind, CowStr url, CowStr title) -> link(kind, url, title);
            default -> {}
        }
    }

    private void link(LinkType kind, CowStr url, CowStr title) {
        numbers += kind.ordinal();
        string(url);
        string(title);
    }

    private void string(CowStr s) {
        bytes += switch (s) {
            case CowStr.Borrowed(Text text) -> text.byteLength();
            case CowStr.Owned(String text) -> text.getBytes(StandardCharsets.UTF_8).length;
        };
    }

    @Override
    public String toString() {
        return events + " events, " + ranges + " in ranges, " + bytes + " bytes, " + numbers + " in numbers";
    }
}
