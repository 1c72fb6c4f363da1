package org.chiasma.genomics.internal.relationship;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.chiasma.api.DataException;
import org.chiasma.api.matrix.Axis;
import org.chiasma.api.matrix.MetadataColumn;

/** Pairs of variants on one contig that are not too many bases apart. */
public final class BaseWindow implements LinkageDisequilibrium.Window {
    private final int[] last;

    private BaseWindow(int[] last) {
        this.last = last;
    }

    /**
     * The window over variants with metadata {@code contig} and {@code position}.
     *
     * @param bases widest distance
     * @throws DataException {@code E-LD-PLACES} if they have none; {@code E-LD-ORDER} if their positions descend or a contig
     *     comes in two pieces
     */
    public static BaseWindow of(Axis variants, long bases) {
        List<String> contigs = values(variants, "contig");
        long[] positions = values(variants, "position").stream()
                .mapToLong(text -> position(text, variants))
                .toArray();
        refuseDisorder(variants, contigs, positions);
        int[] last = new int[positions.length];
        int end = 0;
        for (int i = 0; i < last.length; i++) {
            end = Math.max(end, i);
            while (end + 1 < last.length
                    && contigs.get(end + 1).equals(contigs.get(i))
                    && positions[end + 1] - positions[i] <= bases) {
                end++;
            }
            last[i] = end;
        }
        return new BaseWindow(last);
    }

    @Override
    public int last(int variant) {
        return last[variant];
    }

    private static void refuseDisorder(Axis variants, List<String> contigs, long[] positions) {
        Set<String> finished = new HashSet<>();
        for (int i = 1; i < positions.length; i++) {
            boolean same = contigs.get(i).equals(contigs.get(i - 1));
            if (!same) {
                finished.add(contigs.get(i - 1));
            }
            if (same ? positions[i] < positions[i - 1] : finished.contains(contigs.get(i))) {
                throw new DataException(
                        "E-LD-ORDER",
                        "variants: found " + variants.label(i) + " behind " + variants.label(i - 1)
                                + ", expected ascending positions, contig by contig; sort the file");
            }
        }
    }

    private static long position(String text, Axis variants) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new DataException(
                    "E-LD-PLACES",
                    variants.name() + ": found position \"" + text
                            + "\", expected a whole number; use --window-variants",
                    e);
        }
    }

    private static List<String> values(Axis variants, String field) {
        return variants.metadata(field)
                .map(MetadataColumn::values)
                .orElseThrow(() -> new DataException(
                        "E-LD-PLACES",
                        variants.name() + ": found no metadata \"" + field
                                + "\", expected the contig and the position of each variant; read the genotypes from their "
                                + "own format, or use --window-variants"));
    }
}
