package org.chiasma.inverter.internal.training;

/** What one step is given, encoded. Holds its arrays without copying them. */
final class Batch {
    private final float[] inputs;
    private final float[] targets;

    Batch(float[] inputs, float[] targets) {
        this.inputs = inputs;
        this.targets = targets;
    }

    /** The matrices. */
    float[] inputs() {
        return inputs;
    }

    /** What the loss compares with. */
    float[] targets() {
        return targets;
    }
}
