package org.chiasma.symmetric.internal.model;

/**
 * What a map has beyond its expected decay, on the scale of a link: scale(z_ij) - scale(E(d_ij)); for counts and the link
 * log1p, log((z + 1) / (E + 1)).
 */
public final class DistanceResidual implements Target {
    private final Target scaled;
    private final int[] positions;
    private final double[] offsets;

    /**
     * @param scaled entries on the link's scale
     * @param positions number of the bin of each column, ascending
     * @param expected the decay, on the entries' own scale
     * @param link from entries to the scale
     */
    public DistanceResidual(Target scaled, int[] positions, ExpectedByDistance expected, Link link) {
        this.scaled = scaled;
        this.positions = positions.clone();
        int longest = positions.length == 0 ? 0 : positions[positions.length - 1] - positions[0];
        this.offsets = offsets(expected, link, longest);
    }

    /** The decay on a link's scale, by distance. */
    public static double[] offsets(ExpectedByDistance expected, Link link, int longest) {
        double[] offsets = new double[longest + 1];
        for (int d = 0; d <= longest; d++) {
            offsets[d] = link.toScale(expected.at(d));
        }
        return offsets;
    }

    @Override
    public int size() {
        return scaled.size();
    }

    @Override
    public boolean isSingle() {
        return scaled.isSingle();
    }

    @Override
    public void copy(int firstRow, int firstColumn, int rows, int columns, double[] target) {
        scaled.copy(firstRow, firstColumn, rows, columns, target);
        for (int i = 0; i < rows; i++) {
            int position = positions[firstRow + i];
            for (int j = 0; j < columns; j++) {
                target[i * columns + j] -= offsets[Math.abs(positions[firstColumn + j] - position)];
            }
        }
    }

    @Override
    public Target raw() {
        return scaled.raw();
    }
}
