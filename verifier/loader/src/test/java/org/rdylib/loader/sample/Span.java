package org.rdylib.loader.sample;

public record Span(long start, long end) {}
