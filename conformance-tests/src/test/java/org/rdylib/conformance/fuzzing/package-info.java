/**
 * What no input does to those who read inputs. Each test runs on the inputs that are kept in its folder of resources, and
 * on whatever Jazzer thinks of where {@code JAZZER_FUZZ=1} is set.
 */
@NullMarked
package org.rdylib.conformance.fuzzing;

import org.jspecify.annotations.NullMarked;
