package org.rdylib.loader.sample;

public enum Level {
    LOW,
    HIGH
}
