import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;

/**
 * Makes two samples of contact maps with the tracks that they follow from. Run from the project directory:
 * {@code java sample-data/GenerateContactMaps.java sample-data}. The same seed gives the same values.
 *
 * <p>Model: each sample has {@value #TRACKS} tracks x and {@value #TRACKS} tracks y over the bins of two chromosomes,
 * autocorrelated along each. What carries over from sample to sample is how the tracks of a bin make its compartment c,
 * its visibility b and the strength of the boundary behind it. The contacts of two bins are Poisson counts of log mean
 * 5.5 - 0.9 log(1 + bins between) - 0.8 log(1 + sum of the boundaries between) + 0.6 c c' + b + b' within a chromosome,
 * and -1 + 0.6 c c' + b + b' between the two.
 */
final class GenerateContactMaps {
    private static final long SEED = 20_260_102L;
    private static final int TRACKS = 10;
    private static final int BIN_LENGTH = 100_000;
    private static final String[] CHROMOSOMES = {"chr1", "chr2"};
    private static final int[] BINS = {140, 100};
    private static final int ALL_BINS = 240;
    private static final double AUTOCORRELATION = 0.9;

    private final SplittableRandom random = new SplittableRandom(SEED);
    private final double[] compartmentWeights = normals(2 * TRACKS);
    private final double[] visibilityWeights = normals(2 * TRACKS);
    private final double[] boundaryWeights = normals(2 * TRACKS);

    public static void main(String[] arguments) throws IOException {
        new GenerateContactMaps().write(Path.of(arguments[0]));
    }

    private void write(Path directory) throws IOException {
        StringBuilder bins = new StringBuilder();
        for (int bin = 0; bin < ALL_BINS; bin++) {
            int start = position(bin) * BIN_LENGTH;
            bins.append(chromosome(bin) + "\t" + start + "\t" + (start + BIN_LENGTH) + "\n");
        }
        Files.writeString(directory.resolve("contacts-bins.bed"), bins);
        for (String sample : new String[] {"a", "b"}) {
            double[][] x = tracks();
            double[][] y = tracks();
            writeTracks(directory.resolve("contacts-" + sample + "-x.tsv.gz"), "x", x);
            writeTracks(directory.resolve("contacts-" + sample + "-y.tsv.gz"), "y", y);
            writeTable(
                    directory.resolve("contacts-" + sample + "-z.tsv.gz"),
                    "bin",
                    GenerateContactMaps::label,
                    "%.0f",
                    contacts(x, y));
        }
    }

    /** Each begins anew on each chromosome. */
    private double[][] tracks() {
        double[][] tracks = new double[TRACKS][ALL_BINS];
        double innovation = Math.sqrt(1 - AUTOCORRELATION * AUTOCORRELATION);
        for (double[] track : tracks) {
            for (int bin = 0; bin < ALL_BINS; bin++) {
                double normal = normal();
                track[bin] = position(bin) == 0 ? normal : AUTOCORRELATION * track[bin - 1] + innovation * normal;
            }
        }
        return tracks;
    }

    private double[][] contacts(double[][] x, double[][] y) {
        double[] boundaries = mixed(boundaryWeights, x, y);
        double[] compartment = mixed(compartmentWeights, x, y);
        Arrays.setAll(compartment, bin -> StrictMath.tanh(2 * compartment[bin]));
        double[] visibility = mixed(visibilityWeights, x, y);
        Arrays.setAll(visibility, bin -> 0.15 * StrictMath.tanh(2 * visibility[bin]));
        double[] before = new double[ALL_BINS];
        for (int bin = 1; bin < ALL_BINS; bin++) {
            before[bin] = before[bin - 1] + 0.25 * StrictMath.log1p(StrictMath.exp(4 * boundaries[bin - 1] - 4));
        }
        double[][] counts = new double[ALL_BINS][ALL_BINS];
        for (int i = 0; i < ALL_BINS; i++) {
            for (int j = i; j < ALL_BINS; j++) {
                double mean = 0.6 * compartment[i] * compartment[j] + visibility[i] + visibility[j];
                mean += chromosome(i).equals(chromosome(j))
                        ? 5.5 - 0.9 * StrictMath.log1p(j - i) - 0.8 * StrictMath.log1p(before[j] - before[i])
                        : -1;
                counts[i][j] = poisson(StrictMath.exp(mean));
                counts[j][i] = counts[i][j];
            }
        }
        return counts;
    }

    /** The weighted sum of the tracks in each bin, of variance near one. */
    private static double[] mixed(double[] weights, double[][] x, double[][] y) {
        return IntStream.range(0, ALL_BINS)
                .mapToDouble(bin -> IntStream.range(0, TRACKS)
                                .mapToDouble(n -> weights[n] * x[n][bin] + weights[TRACKS + n] * y[n][bin])
                                .sum()
                        / Math.sqrt(2 * TRACKS))
                .toArray();
    }

    /** Counts the arrivals of one unit of time. */
    private int poisson(double mean) {
        double time = 0;
        int count = -1;
        while (time < mean) {
            time -= StrictMath.log(1 - random.nextDouble());
            count++;
        }
        return count;
    }

    private double[] normals(int count) {
        double[] values = new double[count];
        Arrays.setAll(values, i -> normal());
        return values;
    }

    /** By Box and Muller; StrictMath for the same bits everywhere. */
    private double normal() {
        double radius = StrictMath.sqrt(-2 * StrictMath.log(1 - random.nextDouble()));
        return radius * StrictMath.cos(2 * StrictMath.PI * random.nextDouble());
    }

    private static void writeTracks(Path file, String name, double[][] tracks) throws IOException {
        writeTable(file, "track", n -> name + (n + 1), "%.3f", tracks);
    }

    private static void writeTable(
            Path file, String corner, IntFunction<String> rowLabel, String format, double[][] rows) throws IOException {
        StringBuilder text = new StringBuilder(corner).append('\t');
        text.append(IntStream.range(0, ALL_BINS)
                .mapToObj(GenerateContactMaps::label)
                .collect(Collectors.joining("\t")));
        text.append('\n');
        for (int i = 0; i < rows.length; i++) {
            text.append(rowLabel.apply(i)).append('\t');
            text.append(Arrays.stream(rows[i])
                    .mapToObj(value -> String.format(Locale.ROOT, format, value))
                    .collect(Collectors.joining("\t")));
            text.append('\n');
        }
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write(text.toString().getBytes(StandardCharsets.UTF_8));
        }
    }

    private static String chromosome(int bin) {
        return CHROMOSOMES[bin < BINS[0] ? 0 : 1];
    }

    private static int position(int bin) {
        return bin < BINS[0] ? bin : bin - BINS[0];
    }

    private static String label(int bin) {
        int start = position(bin) * BIN_LENGTH;
        return chromosome(bin) + ":" + start + "-" + (start + BIN_LENGTH);
    }
}
