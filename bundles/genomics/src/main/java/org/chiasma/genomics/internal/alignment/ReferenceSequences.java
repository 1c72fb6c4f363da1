package org.chiasma.genomics.internal.alignment;

import htsjdk.samtools.SAMException;
import htsjdk.samtools.SAMSequenceRecord;
import htsjdk.samtools.cram.ref.CRAMReferenceSource;
import htsjdk.samtools.reference.ReferenceSequence;
import htsjdk.samtools.reference.ReferenceSequenceFile;
import htsjdk.samtools.reference.ReferenceSequenceFileFactory;
import htsjdk.samtools.util.StringUtil;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import org.chiasma.api.DataException;
import org.chiasma.api.NoInputException;
import org.chiasma.text.Refusals;
import org.jspecify.annotations.Nullable;

/**
 * Sequences that a CRAM file is compressed against: of the FASTA file that the user names, and from nowhere else. Each is
 * held against the length and the MD5 of the header. One is kept at a time.
 */
final class ReferenceSequences implements CRAMReferenceSource, Closeable {
    private final Refusals refusals;
    private final Optional<Path> fasta;
    private @Nullable ReferenceSequenceFile opened;
    private String kept = "";
    private byte[] bases = {};

    ReferenceSequences(Refusals refusals, Optional<Path> fasta) {
        this.refusals = refusals;
        this.fasta = fasta;
        fasta.ifPresent(path -> {
            if (!Files.isReadable(path)) {
                throw new NoInputException(
                        "E-FILE-UNREADABLE",
                        path + ": the reference of " + refusals.file() + " cannot be read; check the path");
            }
        });
    }

    /**
     * The bases of a whole sequence, in upper case.
     *
     * @throws DataException {@code E-CRAM-REFERENCE} if no FASTA file is named or it lacks the sequence, {@code
     *     E-CRAM-MD5} if the sequence is another one
     */
    @Override
    public synchronized byte[] getReferenceBases(SAMSequenceRecord contig, boolean tryNameVariants) {
        String name = contig.getSequenceName();
        if (!kept.equals(name)) {
            String md5 = contig.getMd5();
            String wanted = name + " of " + contig.getSequenceLength() + " bases" + (md5 == null ? "" : ", MD5 " + md5);
            byte[] found = find(name, wanted);
            StringUtil.toUpperCase(found);
            check(found, contig, wanted);
            bases = found;
            kept = name;
        }
        return bases;
    }

    @Override
    public byte[] getReferenceBasesByRegion(SAMSequenceRecord contig, int start, int length) {
        byte[] all = getReferenceBases(contig, false);
        int from = Math.min(start, all.length);
        return Arrays.copyOfRange(all, from, (int) Math.min(all.length, (long) from + length));
    }

    @Override
    public void close() throws IOException {
        if (opened != null) {
            opened.close();
        }
    }

    private byte[] find(String name, String wanted) {
        Path path = fasta.orElseThrow(() -> refusals.whole(
                "REFERENCE",
                "found no reference, expected the sequence " + wanted
                        + ", which the reads are compressed against; pass reference=FILE with its FASTA file (nothing is "
                        + "fetched over the network)"));
        try {
            if (opened == null) {
                opened = ReferenceSequenceFileFactory.getReferenceSequenceFile(path, true);
            }
            if (opened.isIndexed()) {
                return opened.getSequence(name).getBases();
            }
            opened.reset();
            for (ReferenceSequence next = opened.nextSequence(); next != null; next = opened.nextSequence()) {
                if (next.getName().equals(name)) {
                    return next.getBases();
                }
            }
            throw new SAMException("no sequence of this name");
        } catch (RuntimeException e) {
            throw new DataException(
                    "E-CRAM-REFERENCE",
                    refusals.file() + ": reference " + path + ": found " + OneLine.of(e) + ", expected the sequence "
                            + wanted + "; pass the FASTA file that the reads were aligned to",
                    e);
        }
    }

    private void check(byte[] found, SAMSequenceRecord contig, String wanted) {
        String md5 = md5(found);
        String expected = contig.getMd5();
        if (found.length != contig.getSequenceLength()
                || (expected != null && !expected.toLowerCase(Locale.ROOT).equals(md5))) {
            throw refusals.whole(
                    "MD5",
                    "reference: found " + contig.getSequenceName() + " of " + found.length + " bases, MD5 " + md5
                            + ", expected " + wanted + "; pass the FASTA file that the reads were aligned to");
        }
    }

    private static String md5(byte[] bases) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(bases));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has MD5", e);
        }
    }
}
