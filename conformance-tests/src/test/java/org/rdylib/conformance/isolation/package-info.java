/**
 * Which calls can go to a process of their own, judged a second time: by reading the reference's table of values
 * ("A process of its own") term by term, over random descriptors.
 */
@NullMarked
package org.rdylib.conformance.isolation;

import org.jspecify.annotations.NullMarked;
