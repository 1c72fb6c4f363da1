package org.chiasma.inverter.internal.training;

import java.util.Comparator;
import java.util.List;

/** A network whose training has ended: its best parameters and how it came to them. Holds its array without copying. */
public final class TrainedMember {
    private final float[] parameters;
    private final List<Validation> history;

    /**
     * @param parameters those with the smallest held-out median
     * @param history every look, at least one
     */
    TrainedMember(float[] parameters, List<Validation> history) {
        this.parameters = parameters;
        this.history = List.copyOf(history);
    }

    /** The parameters with the smallest held-out median. */
    float[] parameters() {
        return parameters;
    }

    /** Every look at the held-out matrices, in order. */
    public List<Validation> history() {
        return history;
    }

    /** The look with the smallest held-out median, at which the parameters were taken. */
    public Validation best() {
        return history.stream()
                .min(Comparator.comparingDouble(look -> look.residual().median()))
                .orElseThrow();
    }
}
