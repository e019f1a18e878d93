package org.rdylib.codegen.java.value;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.rdylib.codegen.java.plan.Callback;
import org.rdylib.codegen.java.plan.Env;
import org.rdylib.codegen.java.plan.Names;
import org.rdylib.codegen.java.plan.Plan;
import org.rdylib.codegen.java.plan.Scope;

/** What the classes are called through which closures, and objects of Java, are called. */
public final class ClosureNames {
    private final Names names;
    private final Map<ClassName, String> entries = new HashMap<>();

    ClosureNames(Plan plan) {
        this.names = plan.names();
        Scope scope = Scope.ofTypes(Set.of(names.closures().simpleName()));
        for (Callback callback : plan.callbacks()) {
            // An interface's are named after the interface too.
            List<String> simple = callback.name().simpleNames();
            boolean isLibrarys = simple.getFirst().equals(names.library().simpleName());
            entries.put(callback.name(), scope.claim(isLibrarys ? simple.getLast() : String.join("", simple)));
        }
        for (Plan.Interface declared : plan.interfaces()) {
            entries.put(declared.name(), scope.claim(declared.name().simpleName() + "Entries"));
        }
    }

    /** What the library is lent or given for a closure: that, together with the regions that it is called with. */
    public CodeBlock lent(Callback callback, CodeBlock source, Env env) {
        List<CodeBlock> captured = callback.passed().stream().map(env::region).toList();
        return captured.isEmpty()
                ? source
                : CodeBlock.of(
                        "new $T($L, $L)", entry(callback).nestedClass("Lent"), source, CodeBlock.join(captured, ",$W"));
    }

    /** The class with the entry of a closure type. */
    public ClassName entry(Callback callback) {
        return names.closures().nestedClass(entries.getOrDefault(callback.name(), ""));
    }

    /** The class for the library's closures of a type. */
    public ClassName foreign(Callback callback) {
        return entry(callback).nestedClass("Foreign");
    }

    /** The class with the entries of an interface. */
    public ClassName entries(Plan.Interface declared) {
        return names.closures().nestedClass(entries.getOrDefault(declared.name(), ""));
    }
}
