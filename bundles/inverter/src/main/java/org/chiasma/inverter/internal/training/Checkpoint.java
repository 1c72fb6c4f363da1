package org.chiasma.inverter.internal.training;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Training of one or several networks, one after the other, at some moment.
 *
 * @param settings everything that the result depends on, by name
 * @param finished networks whose training has ended
 * @param running the next one
 */
record Checkpoint(Map<String, String> settings, List<TrainedMember> finished, Snapshot running) {
    Checkpoint {
        settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
        finished = List.copyOf(finished);
    }
}
