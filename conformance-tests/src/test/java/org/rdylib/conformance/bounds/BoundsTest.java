package org.rdylib.conformance.bounds;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rdylib.conformance.Tool;
import org.rdylib.conformance.bounds.RandomStructs.Struct;
import org.rdylib.spec.Bound;
import org.rdylib.spec.check.CheckedDescriptor;
import org.rdylib.spec.check.Descriptors;

/**
 * What is {@code Send}, {@code Sync} and {@code Clone} by itself is so for rustc. {@code -Drdylib.seed} and {@code
 * -Drdylib.bounds.structs} choose others, and more of them.
 */
class BoundsTest {

    private static final long SEED = Long.getLong("rdylib.seed", System.nanoTime());
    private static final int COUNT = Integer.getInteger("rdylib.bounds.structs", 500);
    private static final List<Bound> BOUNDS = List.of(Bound.SEND, Bound.SYNC, Bound.CLONE);

    /** An inherent constant hides the trait's, and is there only where its bound holds. */
    private static final String RUST = """
        #![allow(warnings)]
        use std::{ffi::CStr, marker::PhantomData, sync::Arc};
        trait I {}
        struct Probe<T>(PhantomData<T>);
        trait Otherwise { const SEND: bool = false; const SYNC: bool = false; const CLONE: bool = false; }
        impl<T> Otherwise for Probe<T> {}
        impl<T: Send> Probe<T> { const SEND: bool = true; }
        impl<T: Sync> Probe<T> { const SYNC: bool = true; }
        impl<T: Clone> Probe<T> { const CLONE: bool = true; }
        """;

    private static final String DESCRIPTOR = """
        abi: 1
        library: sample
        version: 1.0.0
        interfaces:
          I: {methods: {m: "fn(&self)"}}
        types:
        """;

    @Test
    void autoDerivedBoundsAreThoseOfRustc(@TempDir Path folder) throws Exception {
        Tool.require("rustc");
        RandomStructs random =
                new RandomStructs(RandomGeneratorFactory.of("L64X128MixRandom").create(SEED));
        List<Struct> structs = new ArrayList<>();
        for (int i = 0; i < COUNT; i++) {
            structs.add(random.next());
        }
        List<String> expected = rustc(folder, structs);
        CheckedDescriptor descriptor = Descriptors.require("sample.yaml", descriptor(structs));

        Map<Bound, Integer> held = new EnumMap<>(Bound.class);
        for (int i = 0; i < COUNT; i++) {
            Struct struct = structs.get(i);
            String found = BOUNDS.stream()
                    .map(b ->
                            Boolean.toString(descriptor.boundsOf(struct.name()).contains(b)))
                    .collect(Collectors.joining(" ", struct.name() + " ", ""));
            assertThat(found).as("seed %d: %s", SEED, struct).isEqualTo(expected.get(i));
            descriptor.boundsOf(struct.name()).forEach(b -> held.merge(b, 1, Integer::sum));
        }
        System.out.printf("bounds against rustc: seed %d, %d structs, of which have %s%n", SEED, COUNT, held);
        for (Bound bound : BOUNDS) {
            assertThat(held.getOrDefault(bound, 0)).as("%s", bound).isBetween(COUNT / 10, COUNT - COUNT / 10);
        }
    }

    private static String descriptor(List<Struct> structs) {
        StringBuilder text = new StringBuilder(DESCRIPTOR);
        for (Struct struct : structs) {
            text.append("  ").append(struct.name()).append("<'a>: {struct: {l: \"&'a u8\"");
            for (int i = 0; i < struct.fields().size(); i++) {
                text.append(", f%d: \"%s\"".formatted(i, struct.fields().get(i)));
            }
            if (struct.isRecursive()) {
                text.append(", next: \"Option<Box<").append(struct.name()).append("<'a>>>\"");
            }
            text.append("}}\n");
        }
        return text.toString();
    }

    /** For each struct, its name and whether it has each of the bounds. */
    private static List<String> rustc(Path folder, List<Struct> structs) throws IOException {
        StringBuilder text = new StringBuilder(RUST);
        StringBuilder main = new StringBuilder("fn main() {\n");
        for (Struct struct : structs) {
            String name = struct.name();
            text.append("struct ").append(name).append("<'a> { l: &'a u8");
            for (int i = 0; i < struct.fields().size(); i++) {
                text.append(", f%d: %s".formatted(i, struct.fields().get(i)));
            }
            if (struct.isRecursive()) {
                text.append(", next: Option<Box<").append(name).append("<'a>>>");
            }
            // What derive(Clone) asks for, but as a condition; the struct itself it takes for granted, too.
            text.append(" }\nimpl<'a> Clone for ").append(name).append("<'a> where ");
            struct.fields().forEach(f -> text.append("(&'a u8, ").append(f).append("): Clone, "));
            text.append("{ fn clone(&self) -> Self { loop {} } }\n");
            main.append("println!(\"%1$s {} {} {}\", <Probe<%1$s>>::SEND, <Probe<%1$s>>::SYNC, <Probe<%1$s>>::CLONE);%n"
                    .formatted(name));
        }
        Files.writeString(folder.resolve("bounds.rs"), text.append(main).append("}\n"));
        Tool.run(folder, "rustc", "--edition", "2024", "-o", "bounds", "bounds.rs");
        return Tool.run(folder, "./bounds");
    }
}
