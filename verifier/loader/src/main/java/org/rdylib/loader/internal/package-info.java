/**
 * How regions and what belongs to them are kept. Not exported.
 *
 * <p>A region is a node of a tree: what ends with it, at the latest, is below it. The regions that a thread opens form
 * a chain below {@link org.rdylib.loader.internal.ImmortalRegion#FOREVER}; what is borrowed from an object of a library
 * is a region below the object's; and what a call lends that the library may keep has one below all that it ends with ({@link
 * org.rdylib.loader.internal.KeepingRegion}). So one lifetime outlives another exactly if its region is the other's ancestor, or
 * the same. Apart from these is what a callback's caller chose ({@link org.rdylib.loader.internal.ChosenRegion}): there is
 * no knowing when it ends, so that it is outlived by what the caller has promised, and nothing else of Java's.
 *
 * <p>Values hold their region and a raw address, and ask the region at each access: one check of two fields, where a
 * memory segment of an arena would cost a wrapper per value.
 */
@NullMarked
package org.rdylib.loader.internal;

import org.jspecify.annotations.NullMarked;
