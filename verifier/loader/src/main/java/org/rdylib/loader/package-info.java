/** What generated stubs stand on: load, lease, regions, unload, isolation. */
@NullMarked
package org.rdylib.loader;

import org.jspecify.annotations.NullMarked;
