package org.rdylib.loader.sample;

import org.rdylib.loader.Text;

public sealed interface Token {

    record Word(Text field0) implements Token {}

    record Number(long value, Span span) implements Token {}

    record Break() implements Token {}
}
