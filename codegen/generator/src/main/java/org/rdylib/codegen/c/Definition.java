package org.rdylib.codegen.c;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.rdylib.spec.Type;

/**
 * A struct or union of the header.
 *
 * @param keyword {@code struct} or {@code union}
 * @param name its tag, and the name of its typedef
 * @param comment what is said of it
 * @param attribute stands between keyword and name; empty, or ends with a space
 * @param body the lines between its braces
 * @param pack the {@code #pragma pack} that it stands under, 0 where there is none
 * @param needs the types that it holds, of which those that are defined must stand before it
 * @param type what it is the C form of
 * @param members by the path of a slot of the type's layout, the member that lies there if it is called otherwise
 */
record Definition(
        String keyword,
        String name,
        List<String> comment,
        String attribute,
        List<String> body,
        int pack,
        Set<String> needs,
        Type type,
        Map<String, String> members) {

    Definition {
        comment = List.copyOf(comment);
        body = List.copyOf(body);
        needs = Set.copyOf(needs);
        members = Map.copyOf(members);
    }

    /** A struct of pointers and lengths, which needs no other. */
    static Definition ofWords(String name, List<String> comment, List<String> body, Type type) {
        return new Definition("struct", name, comment, "", body, 0, Set.of(), type, Map.of());
    }

    /** The member that lies where the slot of that path does. */
    String memberAt(String path) {
        return Optional.ofNullable(members.get(path)).orElse(path);
    }
}
