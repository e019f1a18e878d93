/**
 * One descriptor out of several files: what a descriptor uses of others is joined to it, under the names of their
 * libraries.
 */
@NullMarked
package org.rdylib.spec.link;

import org.jspecify.annotations.NullMarked;
