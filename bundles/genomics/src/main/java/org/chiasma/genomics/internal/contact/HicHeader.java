package org.chiasma.genomics.internal.contact;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.chiasma.genomics.internal.coordinate.Contigs;
import org.chiasma.text.Refusals;

/**
 * The header of a .hic file (HiCFormatV8 and HiCFormatV9 of aidenlab/hic-format).
 *
 * @param version 8 or 9
 * @param footer position of the footer
 * @param vectorIndex position of the index of normalization vectors; 0 when it follows the expected values
 * @param names of the chromosomes by their number; the first is all of them together
 * @param lengths of the chromosomes by their number, in bases
 * @param resolutions sizes of bins in bases
 */
record HicHeader(
        int version, long footer, long vectorIndex, List<String> names, List<Long> lengths, List<Integer> resolutions) {
    /** First bytes of every file. */
    static final String SIGNATURE = "HIC";

    private static final long LONGEST_CHROMOSOME = 1L << 34;

    /**
     * Takes the header.
     *
     * @throws org.chiasma.api.DataException {@code E-HIC-SIGNATURE}, {@code E-HIC-VERSION}, {@code E-HIC-CHROMOSOME},
     *     {@code E-HIC-BINSIZE}, {@code E-HIC-COUNT}, {@code E-HIC-OFFSET}, {@code E-HIC-TRUNCATED}
     */
    static HicHeader read(HicInput in) throws IOException {
        String signature = in.text("the signature HIC");
        if (!signature.equals(SIGNATURE)) {
            throw in.refuse(
                    "SIGNATURE",
                    0,
                    "found " + Refusals.shown(signature) + ", expected HIC; the file is no .hic file, name its format");
        }
        int version = in.nextInt("the version");
        if (version != 8 && version != 9) {
            throw in.refuse(
                    "VERSION",
                    4,
                    "found version " + version + ", expected 8 or 9; make the file again with a newer Juicer Tools");
        }
        long footer = in.nextLong("the position of the footer");
        in.text("the genome");
        long vectorIndex = 0;
        if (version > 8) {
            vectorIndex = in.nextLong("the position of the normalization index");
            in.nextLong("the length of the normalization index");
        }
        for (int i = in.count(2, "attributes"); i > 0; i--) {
            in.text("the name of an attribute");
            in.text("the value of an attribute");
        }
        List<String> names = new ArrayList<>();
        List<Long> lengths = new ArrayList<>();
        for (int i = in.count(1 + (version > 8 ? Long.BYTES : Integer.BYTES), "chromosomes"); i > 0; i--) {
            long at = in.position();
            String name = in.text("the name of a chromosome");
            long length = version > 8 ? in.nextLong("its length") : in.nextInt("its length");
            if (name.isEmpty() || names.contains(name) || length <= 0 || length > LONGEST_CHROMOSOME) {
                throw in.refuse(
                        "CHROMOSOME",
                        at,
                        "found chromosome " + Refusals.shown(name) + " of " + length
                                + " bases, expected unlike names and positive lengths; get the file again");
            }
            names.add(name);
            lengths.add(length);
        }
        List<Integer> resolutions = new ArrayList<>();
        for (int i = in.count(Integer.BYTES, "resolutions"); i > 0; i--) {
            long at = in.position();
            int resolution = in.nextInt("a resolution");
            if (resolution <= 0) {
                throw in.refuse(
                        "BINSIZE",
                        at,
                        "found bins of " + resolution + " bases, expected a positive size; get the file again");
            }
            resolutions.add(resolution);
        }
        return new HicHeader(
                version, footer, vectorIndex, List.copyOf(names), List.copyOf(lengths), List.copyOf(resolutions));
    }

    /** The chromosomes but for the one that stands for all together. */
    Contigs contigs(String source) {
        Map<String, Long> contigs = new LinkedHashMap<>();
        for (int i = 0; i < names.size(); i++) {
            if (!isAll(i)) {
                contigs.put(names.get(i), lengths.get(i));
            }
        }
        return new Contigs(source, contigs);
    }

    /** Whether a chromosome is not one, but all together in bins of their own. */
    boolean isAll(int chromosome) {
        return chromosome == 0 && names.get(0).toUpperCase(Locale.ROOT).equals("ALL");
    }
}
