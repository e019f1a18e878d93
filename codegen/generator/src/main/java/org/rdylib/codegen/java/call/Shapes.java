package org.rdylib.codegen.java.call;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeSpec;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.lang.model.element.Modifier;
import org.rdylib.codegen.java.plan.Api;
import org.rdylib.codegen.java.plan.Plan;
import org.rdylib.codegen.java.plan.Rule;

/** A lazy holder of the handle for each shape of function that is called: linking one takes milliseconds. */
public final class Shapes implements Rule {
    private static final int LONGEST = 80;

    private final ClassName name;
    private final Map<String, String> numbered = new HashMap<>();
    private final SortedMap<String, CodeBlock> used = new TreeMap<>();

    public Shapes(ClassName name) {
        this.name = name;
    }

    /**
     * The handle for functions of that shape.
     *
     * @param leaf whether they neither block nor call back
     */
    CodeBlock handle(List<Carrier> result, List<Carrier> parameters, boolean leaf) {
        String letters = letters(parameters) + "To" + (result.isEmpty() ? "V" : letters(result)) + (leaf ? "Leaf" : "");
        // A class is a file, whose name has an end.
        String shape = letters.length() <= LONGEST
                ? letters
                : numbered.computeIfAbsent(letters, _ -> "Shape" + (numbered.size() + 1));
        used.put(
                shape,
                CodeBlock.of(
                        "$T.$N($L)", Api.DOWNCALLS, leaf ? "leaf" : "handle", Carriers.descriptor(result, parameters)));
        return CodeBlock.of("$T.HANDLE", name.nestedClass(shape));
    }

    private static String letters(List<Carrier> carriers) {
        return carriers.isEmpty()
                ? "None"
                : carriers.stream().map(Carrier::letter).collect(Collectors.joining());
    }

    @Override
    public List<TypeSpec.Builder> types(Plan plan) {
        if (used.isEmpty()) {
            return List.of();
        }
        TypeSpec.Builder type = TypeSpec.classBuilder(name)
                .addModifiers(Modifier.FINAL)
                .addAnnotation(Api.NULL_MARKED)
                .addJavadoc("One handle for each shape of function, made when it is first called.\n")
                .addMethod(MethodSpec.constructorBuilder()
                        .addModifiers(Modifier.PRIVATE)
                        .build());
        used.forEach((shape, handle) -> type.addType(TypeSpec.classBuilder(shape)
                .addModifiers(Modifier.STATIC, Modifier.FINAL)
                .addField(FieldSpec.builder(Api.METHOD_HANDLE, "HANDLE", Modifier.STATIC, Modifier.FINAL)
                        .initializer(handle)
                        .build())
                .addMethod(MethodSpec.constructorBuilder()
                        .addModifiers(Modifier.PRIVATE)
                        .build())
                .build()));
        return List.of(type);
    }
}
