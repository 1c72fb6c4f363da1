package org.chiasma.inverter.internal.network;

import java.util.List;

/**
 * What is said of a trained model beside its parameters.
 *
 * @param spec what its networks are made of
 * @param distribution the matrices that it was trained on, in words
 * @param seed what its first parameters and its matrices were drawn from
 * @param history how training went, in order; a summary of some tens of points
 */
public record ModelCard(NetworkSpec spec, String distribution, long seed, List<Point> history) {
    /** Copies the history. */
    public ModelCard {
        history = List.copyOf(history);
    }

    /**
     * One point of the history.
     *
     * @param samples matrices seen by then, by each network
     * @param loss mean of the loss since the point before
     * @param residual median of |I - A X|_F on held-out matrices
     */
    public record Point(long samples, double loss, double residual) {}
}
