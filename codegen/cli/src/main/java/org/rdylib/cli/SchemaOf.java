package org.rdylib.cli;

import org.rdylib.spec.syntax.DescriptorSchema;
import org.rdylib.verifier.Report;

/** What {@code rdylib schema} prints the JSON Schema of. */
enum SchemaOf {
    /** What people write: descriptors. */
    descriptor {
        @Override
        String text() {
            return DescriptorSchema.text();
        }
    },
    /** What {@code --format json} writes of {@code check}, {@code verify} and {@code diff}. */
    report {
        @Override
        String text() {
            return Report.schema();
        }
    };

    /** The schema, in JSON. */
    abstract String text();
}
