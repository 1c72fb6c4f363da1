package org.chiasma.completion.internal.baseline;

/** How well predictions agree with the truth; collected pair by pair. */
public final class Agreement {
    private long count;
    private double squaredErrors;
    private double meanTruth;
    private double meanPredicted;
    private double truthSquares;
    private double predictedSquares;
    private double products;

    /** Takes in one pair. */
    public void add(double truth, double predicted) {
        count++;
        squaredErrors += (truth - predicted) * (truth - predicted);
        double truthStep = truth - meanTruth;
        double predictedStep = predicted - meanPredicted;
        meanTruth += truthStep / count;
        meanPredicted += predictedStep / count;
        truthSquares += truthStep * (truth - meanTruth);
        predictedSquares += predictedStep * (predicted - meanPredicted);
        products += truthStep * (predicted - meanPredicted);
    }

    /** Number of pairs. */
    public long count() {
        return count;
    }

    /** Root of the mean squared error, in the unit of the matrix; {@code NaN} without pairs. */
    public double rootMeanSquare() {
        return Math.sqrt(squaredErrors / count);
    }

    /** Pearson's correlation; {@code NaN} when either side is constant. */
    public double correlation() {
        return products / Math.sqrt(truthSquares * predictedSquares);
    }
}
