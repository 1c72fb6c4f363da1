import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;

/**
 * Makes the sample data: a table of drug responses with gaps, the same table without gaps, gene expression of the cell
 * lines, the covariance of some of the genes, and a batch of small matrices. Run from the project directory: {@code java sample-data/GenerateSampleData.java sample-data}. The same
 * seed gives the same values.
 *
 * <p>Model: each cell line has {@value #FACTORS} latent factors, a mean of its tissue plus its own deviation.
 * Expression is a noisy linear image of the factors. The response (ln IC50 in micromolar) of a drug is its potency plus
 * the line's general sensitivity plus a soft-thresholded combination of the factors that the drug's pathway reads, plus
 * noise. A fifth of the entries is missing at random and {@value #UNTESTED} lines were never tested.
 */
final class GenerateSampleData {
    private static final long SEED = 20_260_101L;
    private static final int DRUGS = 60;
    private static final int LINES = 120;
    private static final int UNTESTED = 6;
    private static final int GENES = 300;
    private static final int FACTORS = 8;
    private static final int COVARIANCE_GENES = 40;
    private static final int MATRICES = 100;
    private static final double MISSING = 0.2;
    private static final String[] TISSUES = {"blood", "breast", "colon", "lung", "ovary", "skin"};
    private static final String[] PATHWAYS = {"apoptosis", "cell cycle", "DNA repair", "EGFR", "MAPK", "PI3K"};

    private final SplittableRandom random = new SplittableRandom(SEED);
    private final int[] tissue = IntStream.range(0, LINES).map(line -> random.nextInt(TISSUES.length)).toArray();
    private final int[] pathway = IntStream.range(0, DRUGS).map(drug -> drug % PATHWAYS.length).toArray();
    private final double[][] factor = factors();
    private final double[][] response = responses();
    private final double[][] expression = expressions();
    private final boolean[][] observed = observed();

    public static void main(String[] arguments) throws IOException {
        new GenerateSampleData().write(Path.of(arguments[0]));
    }

    private double[][] factors() {
        double[][] mean = normals(TISSUES.length, FACTORS, 1.0);
        double[][] own = normals(LINES, FACTORS, 0.7);
        for (int line = 0; line < LINES; line++) {
            for (int f = 0; f < FACTORS; f++) {
                own[line][f] += mean[tissue[line]][f];
            }
        }
        return own;
    }

    private double[][] responses() {
        double[][] pathwayLoading = normals(PATHWAYS.length, FACTORS, 0.55);
        double[][] drugLoading = normals(DRUGS, FACTORS, 0.2);
        double[] sensitivity = normals(1, LINES, 0.35)[0];
        double[] potency = normals(1, DRUGS, 1.6)[0];
        double[][] table = normals(DRUGS, LINES, 0.35);
        for (int drug = 0; drug < DRUGS; drug++) {
            for (int line = 0; line < LINES; line++) {
                double signal = 0;
                for (int f = 0; f < FACTORS; f++) {
                    signal += (pathwayLoading[pathway[drug]][f] + drugLoading[drug][f]) * factor[line][f];
                }
                double excess = Math.max(0, signal - 0.5) + 0.4 * signal;
                table[drug][line] += 1.5 + potency[drug] + sensitivity[line] - excess;
            }
        }
        return table;
    }

    private double[][] expressions() {
        double[][] loading = normals(GENES, FACTORS, 0.6);
        double[][] table = normals(LINES, GENES, 0.5);
        double[] base = new double[GENES];
        for (int gene = 0; gene < GENES; gene++) {
            base[gene] = 4 + 4 * random.nextDouble();
        }
        for (int line = 0; line < LINES; line++) {
            for (int gene = 0; gene < GENES; gene++) {
                double value = base[gene] + table[line][gene];
                for (int f = 0; f < FACTORS; f++) {
                    value += loading[gene][f] * factor[line][f];
                }
                table[line][gene] = value;
            }
        }
        return table;
    }

    private boolean[][] observed() {
        boolean[] tested = new boolean[LINES];
        java.util.Arrays.fill(tested, true);
        for (int count = 0; count < UNTESTED; ) {
            int line = random.nextInt(LINES);
            if (tested[line]) {
                tested[line] = false;
                count++;
            }
        }
        boolean[][] seen = new boolean[DRUGS][LINES];
        for (boolean[] row : seen) {
            for (int line = 0; line < LINES; line++) {
                row[line] = tested[line] && random.nextDouble() >= MISSING;
            }
        }
        return seen;
    }

    /** Standard normal deviates by Box and Muller, times {@code scale}; StrictMath for the same bits everywhere. */
    private double[][] normals(int rows, int columns, double scale) {
        double[][] values = new double[rows][columns];
        for (double[] row : values) {
            for (int j = 0; j < columns; j++) {
                double radius = StrictMath.sqrt(-2 * StrictMath.log(1 - random.nextDouble()));
                row[j] = scale * radius * StrictMath.cos(2 * StrictMath.PI * random.nextDouble());
            }
        }
        return values;
    }

    private void write(Path directory) throws IOException {
        Files.writeString(directory.resolve("drug-response.gct"), gct(observed));
        boolean[][] all = new boolean[DRUGS][LINES];
        for (boolean[] row : all) {
            java.util.Arrays.fill(row, true);
        }
        Files.writeString(directory.resolve("drug-response-truth.gct"), gct(all));
        try (OutputStream out =
                new GZIPOutputStream(Files.newOutputStream(directory.resolve("cell-line-expression.tsv.gz")))) {
            out.write(expressionTable().getBytes(StandardCharsets.UTF_8));
        }
        Files.writeString(directory.resolve("expression-covariance.tsv"), covarianceTable());
        Files.writeString(directory.resolve("matrices-3x3.mx"), matrices());
    }

    private String gct(boolean[][] shown) {
        StringBuilder text = new StringBuilder("#1.3\n");
        text.append(DRUGS + "\t" + LINES + "\t1\t1\n");
        text.append("id\tpathway\t").append(row(LINES, GenerateSampleData::line)).append('\n');
        text.append("tissue\tna\t").append(row(LINES, line -> TISSUES[tissue[line]])).append('\n');
        for (int i = 0; i < DRUGS; i++) {
            int drug = i;
            text.append(drug(drug)).append('\t').append(PATHWAYS[pathway[drug]]).append('\t');
            text.append(row(LINES, line -> shown[drug][line] ? number(response[drug][line]) : "NaN")).append('\n');
        }
        return text.toString();
    }

    private String expressionTable() {
        StringBuilder text = new StringBuilder("cell line\t");
        text.append(row(GENES, GenerateSampleData::gene)).append('\n');
        for (int i = 0; i < LINES; i++) {
            int line = i;
            text.append(line(line)).append('\t').append(row(GENES, gene -> number(expression[line][gene]))).append('\n');
        }
        return text.toString();
    }

    /** Covariance of the first genes over the lines. */
    private String covarianceTable() {
        double[] mean = new double[COVARIANCE_GENES];
        for (double[] line : expression) {
            for (int gene = 0; gene < COVARIANCE_GENES; gene++) {
                mean[gene] += line[gene] / LINES;
            }
        }
        StringBuilder text = new StringBuilder("gene\t");
        text.append(row(COVARIANCE_GENES, GenerateSampleData::gene)).append('\n');
        for (int i = 0; i < COVARIANCE_GENES; i++) {
            int one = i;
            text.append(gene(one)).append('\t');
            text.append(row(COVARIANCE_GENES, other -> covariance(one, other, mean))).append('\n');
        }
        return text.toString();
    }

    private String covariance(int one, int other, double[] mean) {
        double sum = 0;
        for (double[] line : expression) {
            sum += (line[one] - mean[one]) * (line[other] - mean[other]);
        }
        return String.format(Locale.ROOT, "%.6f", sum / (LINES - 1));
    }

    /** Uniform entries between -1 and 1, from random numbers of their own. */
    private static String matrices() {
        SplittableRandom entries = new SplittableRandom(SEED + 1);
        StringBuilder text = new StringBuilder();
        for (int matrix = 0; matrix < MATRICES; matrix++) {
            for (int i = 0; i < 3; i++) {
                text.append(IntStream.range(0, 3)
                        .mapToObj(j -> number(2 * entries.nextDouble() - 1))
                        .collect(Collectors.joining(",")));
                text.append('\n');
            }
            text.append("END\n");
        }
        return text.toString();
    }

    private static String row(int count, IntFunction<String> cell) {
        return IntStream.range(0, count).mapToObj(cell).collect(Collectors.joining("\t"));
    }

    private static String line(int line) {
        return String.format(Locale.ROOT, "LINE-%03d", line + 1);
    }

    private static String gene(int gene) {
        return String.format(Locale.ROOT, "GENE%03d", gene + 1);
    }

    private static String drug(int drug) {
        return String.format(Locale.ROOT, "DRUG-%02d", drug + 1);
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.4f", value);
    }
}
