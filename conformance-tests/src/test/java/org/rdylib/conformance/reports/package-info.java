/** What the commands write for programs and for people, held against the schemas and read by eye. */
@NullMarked
package org.rdylib.conformance.reports;

import org.jspecify.annotations.NullMarked;
