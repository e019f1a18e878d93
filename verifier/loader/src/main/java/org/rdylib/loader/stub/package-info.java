/**
 * What generated stubs stand on, and nothing else should: raw memory by address, calls, failures, callbacks, objects.
 *
 * <p>Generated code keeps this order in every call: {@code enter} (is the library open, is there stack left), read and
 * check all arguments, write them, call, look at the failure, read the result, leave. Addresses are {@code long}
 * throughout, also in function descriptors: a {@code MemorySegment} per pointer would be a wrapper without a check, for
 * what a library gives has no bounds. The restricted methods of the foreign-function API are called here only, so that
 * {@code --enable-native-access} names the loader and none of its users.
 *
 * <p>What a call keeps account of depends on what it passes. One of numbers alone sees to it that the library stays
 * ({@link org.rdylib.loader.stub.Entrance#begin}); one that passes copies besides takes memory of its thread's ({@link
 * org.rdylib.loader.stub.CallMemory}), and one on an object sees to it that nobody else uses the object meanwhile; one
 * that lends anything, or is given objects, has a frame ({@link org.rdylib.loader.stub.CallFrame}), by which what is lent
 * is found by other calls, and ends.
 */
@NullMarked
package org.rdylib.loader.stub;

import org.jspecify.annotations.NullMarked;
