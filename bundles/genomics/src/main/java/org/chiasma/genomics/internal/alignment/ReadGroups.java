package org.chiasma.genomics.internal.alignment;

import java.util.LinkedHashMap;
import java.util.Map;

/** Read groups of the text of a header. */
final class ReadGroups {
    private ReadGroups() {}

    /** Samples (SM) by read group (ID), in order; a group without a sample has the empty one. */
    static Map<String, String> samples(String headerText) {
        Map<String, String> samples = new LinkedHashMap<>();
        for (String line : headerText.split("\r?\n", -1)) {
            if (line.startsWith("@RG\t")) {
                String group = "";
                String sample = "";
                for (String field : line.split("\t", -1)) {
                    group = field.startsWith("ID:") ? field.substring(3) : group;
                    sample = field.startsWith("SM:") ? field.substring(3) : sample;
                }
                samples.put(group, sample);
            }
        }
        return samples;
    }
}
