package org.rdylib.conformance.broken.spec.layout;

import tools.jackson.dataformat.yaml.YAMLFactory;

/** A stage that reads YAML by itself. */
public record Layout(YAMLFactory factory) {}
