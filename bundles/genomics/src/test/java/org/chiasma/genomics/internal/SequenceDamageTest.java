package org.chiasma.genomics.internal;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Damaged files are read or refused in one line, never anything else. */
class SequenceDamageTest {
    private static final int CASES = 200;

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "fasta, ?as=substitutions",
        "fasta, ?as=kmers&k=4&kmer-rows=present",
        "a3m, ?as=identity",
        "phylip, ?as=substitutions&pairs=neighbours",
        "phylip, ?as=counts&layout=interleaved&names=strict",
        "phylip, ?as=kmers&k=2",
        "stockholm, ?as=frequencies",
        "stockholm, ?as=identity"
    })
    @Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void damagedFilesAreReadOrRefused(String format, String tail) throws IOException {
        byte[] valid = valid(format).getBytes(StandardCharsets.US_ASCII);
        int refused = SequencePeersTest.trial(format)
                .damage(valid, folder.resolve("x." + format), tail, CASES, tail.hashCode());
        assertTrue(refused > CASES / 20, "refused " + refused);
    }

    private static String valid(String format) {
        return switch (format) {
            case "fasta" -> ">s1 first\nACGTTGCA\nACG-NNAC\n>s2\nACGTAGCA\nACGTACAC\n>s3\nTCGTTGCAACG-ACAC\n";
            case "a3m" -> ">s1\nMELVKW-H\n>s2\nMEaaLV-WFH\n>s3\n-ELVKWFHkk\n";
            case "phylip" ->
                "3 16\ns1        ACGTTGCA\ns2        ACGTAGCA\ns3        TCG-TGCA\n\nACG-NNAC\nACGTACAC\nACG-ACAC\n";
            default ->
                "# STOCKHOLM 1.0\n#=GF ID Family\n#=GS s1 DE first\n\ns1 MELVKW\ns2 MEL-KW\n#=GC RF xxxxxx\n\ns1 HH.P\ns2 HHyP\n//\n";
        };
    }
}
