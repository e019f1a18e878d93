package org.rdylib.spec.syntax;

import org.rdylib.spec.Place;

/**
 * A file whose types and interfaces a descriptor uses, {@code uses: {geo: shapes/geometry.yaml}}.
 *
 * @param namespace what stands before them in this file, {@code geo::Point}
 * @param path where the file is, seen from the folder of this one; relative, with {@code /} between its parts; empty where
 *     what is written there is no such path, which has been reported
 * @param at where the namespace is written
 * @param pathAt where the path is written
 */
public record Use(String namespace, String path, Place at, Place pathAt) {

    /** Whether it names a file that could be read. */
    public boolean hasPath() {
        return !path.isEmpty();
    }
}
