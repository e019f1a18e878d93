package org.example;

import org.example.abi.Counter;
import org.example.abi.Greeter;

/** Uses what is generated. */
public final class User {
    private User() {}

    /** Calls both libraries. */
    public static String greet(Greeter greeter, Counter counter) {
        return greeter.greeting().toString().repeat(counter.add(1, 2));
    }
}
