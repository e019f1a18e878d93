package org.rdylib.conformance.pulldown;

import java.util.stream.Collectors;
import org.rdylib.loader.Text;
import org.rdylib.loader.stub.Views;

/** An event as a line of text, as {@code reference/src/format.rs} writes it. */
final class Printer {

    private final long start;
    private final long end;

    /** For the events of a text. */
    Printer(Text text) {
        start = Views.address(text);
        end = start + text.byteLength();
    }

    String event(Event event, Range range) {
        String said = switch (event) {
            case Event.Start(Tag tag) -> "Start(" + tag(tag) + ")";
            case Event.End(Tag tag) -> "End(" + tag(tag) + ")";
            case Event.Text(CowStr s) -> "Text(" + cow(s) + ")";
            case Event.Code(CowStr s) -> "Code(" + cow(s) + ")";
            case Event.Html(CowStr s) -> "Html(" + cow(s) + ")";
            case Event.FootnoteReference(CowStr s) -> "FootnoteReference(" + cow(s) + ")";
            case Event.SoftBreak() -> "SoftBreak";
            case Event.HardBreak() -> "HardBreak";
            case Event.Rule() -> "Rule";
            case Event.TaskListMarker(boolean checked) -> "TaskListMarker(" + checked + ")";
        };
        return range.start() + ".." + range.end() + " " + said;
    }

    String brokenLink(BrokenLink link) {
        return link.span().start() + ".." + link.span().end() + " ? " + kind(link.linkType()) + " "
                + cow(link.reference());
    }

    private String tag(Tag tag) {
        return switch (tag) {
            case Tag.Paragraph() -> "Paragraph";
            case Tag.Heading(var level, var id, var classes) ->
                "Heading(" + level + ", " + id.map(this::borrowed).orElse("-") + ", "
                        + classes.stream().map(this::borrowed).collect(Collectors.joining(", ", "[", "]")) + ")";
            case Tag.BlockQuote() -> "BlockQuote";
            case Tag.CodeBlock(CodeBlockKind.Indented()) -> "CodeBlock(Indented)";
            case Tag.CodeBlock(CodeBlockKind.Fenced(CowStr info)) -> "CodeBlock(Fenced(" + cow(info) + "))";
            case Tag.List(var first) ->
                "List(" + first.map(Long::toUnsignedString).orElse("-") + ")";
            case Tag.Item() -> "Item";
            case Tag.FootnoteDefinition(CowStr label) -> "FootnoteDefinition(" + cow(label) + ")";
            case Tag.Table(var columns) ->
                "Table(" + columns.stream().map(Printer::alignment).collect(Collectors.joining(", ", "[", "]")) + ")";
            case Tag.TableHead() -> "TableHead";
            case Tag.TableRow() -> "TableRow";
            case Tag.TableCell() -> "TableCell";
            case Tag.Emphasis() -> "Emphasis";
            case Tag.Strong() -> "Strong";
            case Tag.Strikethrough() -> "Strikethrough";
            case Tag.Link(LinkType kind, CowStr url, CowStr title) ->
                "Link(" + kind(kind) + ", " + cow(url) + ", " + cow(title) + ")";
            case Tag.Image(LinkType kind, CowStr url, CowStr title) ->
                "Image(" + kind(kind) + ", " + cow(url) + ", " + cow(title) + ")";
        };
    }

    private static String alignment(Alignment alignment) {
        return switch (alignment) {
            case NONE -> "None";
            case LEFT -> "Left";
            case CENTER -> "Center";
            case RIGHT -> "Right";
        };
    }

    private static String kind(LinkType kind) {
        return switch (kind) {
            case INLINE -> "Inline";
            case REFERENCE -> "Reference";
            case REFERENCE_UNKNOWN -> "ReferenceUnknown";
            case COLLAPSED -> "Collapsed";
            case COLLAPSED_UNKNOWN -> "CollapsedUnknown";
            case SHORTCUT -> "Shortcut";
            case SHORTCUT_UNKNOWN -> "ShortcutUnknown";
            case AUTOLINK -> "Autolink";
            case EMAIL -> "Email";
        };
    }

    private String cow(CowStr s) {
        return switch (s) {
            case CowStr.Borrowed(Text text) -> borrowed(text);
            case CowStr.Owned(String text) -> "+" + quoted(text);
        };
    }

    /** What it says. */
    static String string(CowStr s) {
        return switch (s) {
            case CowStr.Borrowed(Text text) -> text.toString();
            case CowStr.Owned(String text) -> text;
        };
    }

    /** {@code &}, where it stands in the text, and what it says: what is empty stands nowhere, literals elsewhere. */
    private String borrowed(Text text) {
        long from = Views.address(text);
        boolean inside = !text.isEmpty() && start <= from && from + text.byteLength() <= end;
        return "&" + (inside ? Long.toString(from - start) : "") + quoted(text.toString());
    }

    private static String quoted(String s) {
        return '"'
                + s.replace("\\", "\\\\")
                        .replace("\"", "\\\"")
                        .replace("\n", "\\n")
                        .replace("\r", "\\r")
                + '"';
    }
}
