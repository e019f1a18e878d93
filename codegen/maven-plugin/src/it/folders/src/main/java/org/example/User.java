package org.example;

import org.example.a.One;
import org.example.b.GeometryPoint;
import org.example.b.Two;

/** Uses what is generated. */
public final class User {
    private User() {}

    /** Takes a point of one library for one of the other: two types, but both are records. */
    public static boolean same(One one, Two two) {
        var point = one.corner();
        return new GeometryPoint(point.x(), point.y()).equals(two.corner());
    }
}
