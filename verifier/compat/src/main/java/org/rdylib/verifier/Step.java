package org.rdylib.verifier;

import java.util.Optional;
import org.rdylib.spec.Place;

/**
 * One link of the reason why a lifetime would have to outlive another.
 *
 * @param longer the lifetime that must live longer, as the user knows it: {@code 'a}
 * @param shorter the lifetime that it must outlive
 * @param why what demands it
 * @param host where the host's copy says so, if it takes part
 * @param plugin where the plugin's copy says so, if it takes part
 */
public record Step(String longer, String shorter, String why, Optional<Place> host, Optional<Place> plugin) {}
