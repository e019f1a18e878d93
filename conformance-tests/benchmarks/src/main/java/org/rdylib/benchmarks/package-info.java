/** What is fast, and how fast: JMH. */
@NullMarked
package org.rdylib.benchmarks;

import org.jspecify.annotations.NullMarked;
