package org.chiasma.genomics.internal.contact;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.chiasma.text.Refusals;

/** Where a .hic file has the matrix of each pair of chromosomes, and the vectors that normalize them. */
final class HicFooter {
    private static final String BASES = "BP";

    private final HicInput in;
    private final HicHeader header;
    private final Map<String, Long> matrices = new HashMap<>();
    private final List<Vector> vectors = new ArrayList<>();

    private HicFooter(HicInput in, HicHeader header) {
        this.in = in;
        this.header = header;
    }

    /**
     * A vector of the index.
     *
     * @param type as the file has it: VC, VC_SQRT, KR, SCALE and others
     */
    private record Vector(String type, int chromosome, String unit, int binSize, long position, long bytes) {}

    /**
     * Reads the index of matrices, and that of vectors when it is needed: it lies behind the expected values, which are
     * skipped.
     *
     * @throws org.chiasma.api.DataException {@code E-HIC-COUNT}, {@code E-HIC-OFFSET}, {@code E-HIC-TRUNCATED}
     */
    static HicFooter read(HicInput in, HicHeader header, boolean withVectors) throws IOException {
        HicFooter footer = new HicFooter(in, header);
        in.seek(header.footer(), "the footer");
        if (header.version() > 8) {
            in.nextLong("the length of the footer");
        } else {
            in.nextInt("the length of the footer");
        }
        for (int i = in.count(1 + Long.BYTES + Integer.BYTES, "matrices"); i > 0; i--) {
            String key = in.text("a pair of chromosomes");
            long position = in.nextLong("the position of a matrix");
            in.nextInt("the length of a matrix");
            footer.matrices.put(key, position);
        }
        if (withVectors) {
            footer.readVectorIndex();
        }
        return footer;
    }

    /** Position of the matrix of two chromosomes, the first not behind the second; empty when they have no contacts. */
    Optional<Long> matrix(int first, int second) {
        return Optional.ofNullable(matrices.get(first + "_" + second));
    }

    /** The types of vectors that there are at a resolution, in order of their first mention. */
    List<String> vectorTypes(int resolution) {
        return vectors.stream()
                .filter(vector -> vector.binSize == resolution && vector.unit.equals(BASES))
                .map(Vector::type)
                .distinct()
                .toList();
    }

    /**
     * The divisors of a chromosome's bins; empty when there are none of that type.
     *
     * @param bins of the chromosome
     * @throws org.chiasma.api.DataException {@code E-HIC-VECTOR} if there are fewer values than bins
     */
    Optional<double[]> vector(String type, int chromosome, int resolution, int bins) throws IOException {
        for (Vector vector : vectors) {
            if (vector.chromosome == chromosome
                    && vector.binSize == resolution
                    && vector.type.equals(type)
                    && vector.unit.equals(BASES)) {
                return Optional.of(values(vector, bins));
            }
        }
        return Optional.empty();
    }

    private double[] values(Vector vector, int bins) throws IOException {
        boolean wide = header.version() > 8;
        ByteBuffer bytes = in.range(vector.position, vector.bytes, "a vector of normalization " + vector.type);
        int width = wide ? Float.BYTES : Double.BYTES;
        int head = wide ? Long.BYTES : Integer.BYTES;
        long count = bytes.remaining() < head ? -1 : wide ? bytes.getLong() : bytes.getInt();
        if (count < bins || count > bytes.remaining() / width) {
            throw in.refuse(
                    "VECTOR",
                    vector.position,
                    "found " + count + " values in " + vector.bytes + " bytes, expected one for each of "
                            + Refusals.count(bins, "bin") + " of chromosome "
                            + header.names().get(vector.chromosome)
                            + "; get the file again, or pass normalization=none");
        }
        double[] values = new double[bins];
        for (int i = 0; i < bins; i++) {
            values[i] = wide ? bytes.getFloat() : bytes.getDouble();
        }
        return values;
    }

    private void readVectorIndex() throws IOException {
        boolean wide = header.version() > 8;
        if (wide && header.vectorIndex() > 0) {
            in.seek(header.vectorIndex(), "the normalization index");
        } else {
            skipExpected(false);
            if (in.position() == in.size()) {
                return;
            }
            skipExpected(true);
        }
        int least = 2 + 2 * Integer.BYTES + Long.BYTES + Integer.BYTES;
        for (int i = in.count(least, "normalization vectors"); i > 0; i--) {
            String type = in.text("a normalization");
            int chromosome = in.nextInt("a chromosome");
            String unit = in.text("a unit");
            int binSize = in.nextInt("a bin size");
            long position = in.nextLong("the position of a vector");
            long bytes = wide ? in.nextLong("the length of a vector") : in.nextInt("the length of a vector");
            vectors.add(new Vector(type, chromosome, unit, binSize, position, bytes));
        }
    }

    private void skipExpected(boolean normalized) throws IOException {
        boolean wide = header.version() > 8;
        for (int i = in.count(2, "expected values"); i > 0; i--) {
            if (normalized) {
                in.text("a normalization");
            }
            in.text("a unit");
            in.nextInt("a bin size");
            long values = wide ? in.nextLong("a count of values") : in.nextInt("a count of values");
            in.skip(values, wide ? Float.BYTES : Double.BYTES, "expected values");
            long factors = in.nextInt("a count of factors");
            in.skip(factors, Integer.BYTES + (wide ? Float.BYTES : Double.BYTES), "factors");
        }
    }
}
