package org.rdylib.loader.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.attribute.CodeAttribute;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeepMethodTest {

    @ParameterizedTest
    @CsvSource({"2000,0", "2000,400", "32000,400"})
    void itIsAWellFormedClassWhoseMethodHasAsManyLocalsAsWasSaid(int locals, int padding) {
        ClassModel model = ClassFile.of().parse(DeepMethod.classFile(locals, padding));
        assertThat(ClassFile.of().verify(model)).isEmpty();
        CodeAttribute code =
                model.methods().getFirst().findAttribute(Attributes.code()).orElseThrow();
        assertThat(code.maxLocals()).isEqualTo(locals);
        assertThat(code.codeLength()).isGreaterThan(padding);
    }

    @ParameterizedTest
    @CsvSource({"2000,0", "2000,400", "32000,400"})
    void itReturns(int locals, int padding) throws Throwable {
        DeepMethod.define(locals, padding).invokeExact(0);
        DeepMethod.define(locals, padding).invokeExact(-1);
    }
}
