package org.rdylib.loader.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.attribute.CodeAttribute;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeepMethodTest {

    @ParameterizedTest
    @ValueSource(ints = {2_000, 32_000})
    void itIsAWellFormedClassWhoseMethodHasAsManyLocalsAsWasSaid(int locals) {
        ClassModel model = ClassFile.of().parse(DeepMethod.classFile(locals));
        assertThat(ClassFile.of().verify(model)).isEmpty();
        CodeAttribute code =
                model.methods().getFirst().findAttribute(Attributes.code()).orElseThrow();
        assertThat(code.maxLocals()).isEqualTo(locals);
    }

    @ParameterizedTest
    @ValueSource(ints = {2_000, 32_000})
    void itReturns(int locals) throws Throwable {
        DeepMethod.define(locals).invokeExact(0);
        DeepMethod.define(locals).invokeExact(-1);
    }
}
