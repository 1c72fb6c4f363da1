package org.chiasma.genomics.internal.sequence;

import java.util.Optional;

/** What the letters of sequences stand for, as the user says. */
public enum AlphabetOption {
    /** Found out from the first letters. */
    AUTO(Optional.empty()),
    /** Nucleotides of DNA or RNA. */
    DNA(Optional.of(Alphabet.DNA)),
    /** Amino acids. */
    PROTEIN(Optional.of(Alphabet.PROTEIN));

    private final Optional<Alphabet> alphabet;

    AlphabetOption(Optional<Alphabet> alphabet) {
        this.alphabet = alphabet;
    }

    Optional<Alphabet> alphabet() {
        return alphabet;
    }
}
