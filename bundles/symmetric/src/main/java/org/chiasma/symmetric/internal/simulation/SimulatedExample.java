package org.chiasma.symmetric.internal.simulation;

import org.chiasma.api.matrix.Axis;
import org.chiasma.symmetric.internal.storage.FloatSymmetricMatrix;

/**
 * A synthetic example: tracks X and Y (N x D, float32) and a symmetric matrix Z (D x D), of which no entry is stored.
 * Columns have no order in any family but {@link Family#CONTACTS}.
 */
public final class SimulatedExample {
    /** The stream of the noise. */
    private static final long NOISE = 99;
    /** The reference columns over which the scale of a mechanism is taken, so that it is one for all D and seeds. */
    private static final int REFERENCE_COLUMNS = 4096;

    private static final long REFERENCE_SEED = 424242;

    private final Simulation simulation;
    private final float[][] x;
    private final float[][] y;
    private final Signal signal;

    SimulatedExample(Simulation simulation) {
        this.simulation = simulation;
        this.x = tracks(simulation, 1);
        this.y = tracks(simulation, 2);
        Family family = simulation.family();
        Family.Weights weights = new Family.Weights(simulation.model());
        Embedding embedding = family.embed(x, y, weights);
        if (Double.isNaN(family.deviation())) {
            this.signal = Signal.of(embedding, 1, Double.NaN, family.constant());
        } else {
            Simulation reference = simulation.withColumns(REFERENCE_COLUMNS, REFERENCE_SEED);
            Embedding moments = family.embed(tracks(reference, 1), tracks(reference, 2), weights);
            double scale = family.deviation() / Math.sqrt(moments.variance());
            this.signal = Signal.of(embedding, scale, moments.meanBias(), family.constant());
        }
    }

    private static float[][] tracks(Simulation simulation, long stream) {
        return Tracks.draw(
                simulation.rows(),
                simulation.columns(),
                new CounterRandom(simulation.seed(), stream),
                simulation.family().autocorrelation());
    }

    /** What it was made from. */
    public Simulation simulation() {
        return simulation;
    }

    /** X by rows; not to be changed. */
    public float[][] x() {
        return x;
    }

    /** Y by rows; not to be changed. */
    public float[][] y() {
        return y;
    }

    /** The signal: what a perfect model predicts, on the scale of e_i' S e_j + b_i + b_j. */
    public FloatSymmetricMatrix signal(Axis columns) {
        return new SimulatedMatrix(columns, signal, Observation.NONE);
    }

    /** Z as it is observed. */
    public FloatSymmetricMatrix observed(Axis columns) {
        CounterRandom noise = new CounterRandom(simulation.seed(), NOISE);
        return new SimulatedMatrix(columns, signal, simulation.family().observation(simulation, noise));
    }
}
