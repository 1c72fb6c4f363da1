package org.chiasma.inverter.internal.training;

import java.util.SplittableRandom;

/**
 * The seeds that one seed stands for. Those of the first networks do not depend on how many there are.
 *
 * @param heldOut of the held-out matrices
 * @param networks of each network's first parameters
 * @param streams of each network's matrices
 */
@SuppressWarnings("ArrayRecordComponent") // made and read here, never compared
record EnsembleSeeds(long heldOut, long[] networks, long[] streams) {
    /** Derives the seeds of {@code members} networks. */
    static EnsembleSeeds of(long seed, int members) {
        SplittableRandom random = new SplittableRandom(seed);
        long heldOut = random.nextLong();
        long[] networks = new long[members];
        long[] streams = new long[members];
        for (int i = 0; i < members; i++) {
            networks[i] = random.nextLong();
            streams[i] = random.nextLong();
        }
        return new EnsembleSeeds(heldOut, networks, streams);
    }
}
