package org.rdylib.verifier;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rdylib.spec.check.CheckedDescriptor;
import org.rdylib.spec.check.Descriptors;
import org.rdylib.spec.layout.Target;

/** What a library calls Java by. */
class HostCallTest {

    private static Optional<String> caller(String signature) {
        CheckedDescriptor checked = Descriptors.read(
                        "test.yaml", """
                            abi: 1
                            library: test
                            version: 1.0.0
                            types:
                              O: {opaque: {drop: o_drop}}
                              Job: {struct: {inner: Inner, next: "Option<Box<Job>>"}}
                              Inner: {struct: {run: "Box<dyn Fn(u32)>"}}
                              Plain: {struct: {n: u32, next: "Option<Box<Plain>>"}}
                            interfaces:
                              I: {methods: {get: "fn(&self) -> u32"}}
                            exports:
                              f: "%s"
                            """.formatted(signature), List.of(Target.X86_64_LINUX_GNU))
                .descriptor()
                .orElseThrow();
        return HostCall.first(checked).map(HostCall::what);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        fn(f: &dyn Fn())                                         | a closure that f is passed
        fn(f: fn(u32) -> u32)                                    | a function that f is passed
        fn(i: &mut dyn I)                                        | an object of I that f is passed
        fn(i: (u8, Option<Box<dyn I>>))                          | an object of I that f is passed
        fn(job: Job)                                             | a closure that f is passed
        fn(jobs: &[Job])                                         | a closure that f is passed
        fn() -> Box<dyn Fn(fn())>                                | a function that f is passed
        fn() -> Box<dyn Fn(Vec<Job>) -> u32>                     | a closure that f is passed
        """)
    void isTold(String signature, String caller) {
        assertThat(caller(signature)).contains(caller);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        fn(n: &mut Plain, o: &O, text: &str) -> Vec<Plain>
        fn() -> Box<dyn I>
        fn() -> (Job, Box<dyn Fn(u32, &O) -> Job>)
        fn() -> fn(u32) -> u32
        """)
    void whatItAnswersWithIsItsOwn(String signature) {
        assertThat(caller(signature)).isEmpty();
    }
}
