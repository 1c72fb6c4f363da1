package org.chiasma.symmetric.internal.query;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.chiasma.api.DataException;
import org.chiasma.api.NoInputException;
import org.chiasma.api.UsageException;
import org.chiasma.api.matrix.Axis;
import org.chiasma.api.parameter.Suggestions;

/**
 * The places in a genome that the rows of a matrix stand for, in their order; positions count from 0, ends are not
 * included, as in BED.
 *
 * @param bins one for each row
 */
public record GenomicBins(List<Bin> bins) {
    private static final Pattern PLACE = Pattern.compile("(.+):([\\d,]{1,18})-([\\d,]{1,18})");
    private static final int FIELDS = 3;

    /** Copies {@code bins}. */
    public GenomicBins {
        bins = List.copyOf(bins);
    }

    /**
     * An interval of a chromosome.
     *
     * @param chromosome its name
     * @param start first position, from 0
     * @param end behind the last position
     */
    public record Bin(String chromosome, long start, long end) {
        /** Checks the order. */
        public Bin {
            if (start < 0 || end <= start) {
                throw new IllegalArgumentException("interval " + start + " to " + end);
            }
        }
    }

    /**
     * The bins that labels such as {@code chr1:1000000-2000000} name.
     *
     * @throws DataException {@code E-QUERY-BINS} if a label is of another form
     */
    public static GenomicBins of(String where, Axis axis) {
        List<Bin> bins = new ArrayList<>();
        for (long i = 0; i < axis.size(); i++) {
            Matcher place = PLACE.matcher(axis.isLabelled() ? axis.label(i) : "");
            if (!place.matches()) {
                throw new DataException(
                        "E-QUERY-BINS",
                        where + ": found " + (axis.isLabelled() ? "label \"" + axis.label(i) + "\"" : "no labels")
                                + ", expected labels like chr1:1000000-2000000, give the bins with --bins FILE");
            }
            bins.add(bin(place, where + ", label " + (i + 1)));
        }
        return new GenomicBins(bins);
    }

    /**
     * Reads a BED file: chromosome, start, end, and what else there is. Comments and a line of column names are skipped.
     *
     * @param count rows of the matrix
     * @throws DataException {@code E-QUERY-BINS} if it is malformed or has more or fewer bins
     */
    public static GenomicBins read(Path file, long count) {
        List<Bin> bins = new ArrayList<>();
        try (BufferedReader lines = Files.newBufferedReader(file)) {
            int number = 0;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                number++;
                String[] fields = line.strip().split("\\s+");
                boolean names = bins.isEmpty() && fields.length >= FIELDS && !fields[1].matches("\\d+");
                if (!names && !line.isBlank() && !line.matches("(#|track\\b|browser\\b).*")) {
                    bins.add(bin(fields, file + ":" + number));
                }
            }
        } catch (CharacterCodingException e) {
            throw new DataException(
                    "E-QUERY-BINS",
                    file + ": found bytes that are no text, expected a plain BED file; decompress it",
                    e);
        } catch (IOException e) {
            throw new NoInputException("E-FILE-UNREADABLE", file + ": cannot be read: " + e + "; check the path", e);
        }
        if (bins.size() != count) {
            throw new DataException(
                    "E-QUERY-BINS",
                    file + ": found " + bins.size() + " bins, expected " + count
                            + ", one for each row of the matrix; give the bins of this matrix");
        }
        return new GenomicBins(bins);
    }

    /**
     * The rows whose bins overlap a region, in order.
     *
     * @param region {@code chr1:1000000-2000000}, or a whole chromosome {@code chr1}
     * @throws UsageException {@code E-QUERY-REGION} if it is malformed, or no bin lies there
     */
    public int[] overlapping(String region) {
        Set<String> chromosomes = new LinkedHashSet<>();
        bins.forEach(bin -> chromosomes.add(bin.chromosome));
        Matcher place = PLACE.matcher(region);
        Bin wanted = chromosomes.contains(region)
                ? new Bin(region, 0, Long.MAX_VALUE)
                : place.matches() ? bin(place, "--region") : unknown(region, region, chromosomes);
        if (!chromosomes.contains(wanted.chromosome)) {
            wanted = unknown(region, wanted.chromosome, chromosomes);
        }
        Bin target = wanted;
        int[] found = IntStream.range(0, bins.size())
                .filter(k -> overlap(bins.get(k), target))
                .toArray();
        if (found.length == 0) {
            throw new UsageException(
                    "E-QUERY-REGION", "--region " + region + ": found no bin there, expected one that holds bins");
        }
        return found;
    }

    private static boolean overlap(Bin bin, Bin wanted) {
        return bin.chromosome.equals(wanted.chromosome) && bin.start < wanted.end && wanted.start < bin.end;
    }

    private static Bin unknown(String region, String chromosome, Set<String> chromosomes) {
        List<String> near = Suggestions.near(chromosome, chromosomes);
        throw new UsageException(
                "E-QUERY-REGION",
                "--region " + region + ": found no chromosome " + chromosome + ", "
                        + (near.isEmpty()
                                ? "expected CHROMOSOME or CHROMOSOME:START-END"
                                : "did you mean " + String.join(" or ", near) + "?"));
    }

    private static Bin bin(Matcher place, String where) {
        return bin(
                new String[] {
                    place.group(1),
                    place.group(2).replace(",", ""),
                    place.group(3).replace(",", "")
                },
                where);
    }

    private static Bin bin(String[] fields, String where) {
        try {
            return new Bin(fields[0], Long.parseLong(fields[1]), Long.parseLong(fields[2]));
        } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
            throw new DataException(
                    "E-QUERY-BINS",
                    where + ": found " + String.join(" ", fields)
                            + ", expected chromosome, start and a larger end; correct it",
                    e);
        }
    }
}
