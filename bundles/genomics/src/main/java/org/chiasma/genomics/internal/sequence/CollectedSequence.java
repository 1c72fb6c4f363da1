package org.chiasma.genomics.internal.sequence;

import java.util.List;

/**
 * A sequence whose pieces stand apart in the file.
 *
 * @param name its name
 * @param description what else the file says of it
 * @param pieces its characters in order, at least one piece
 */
record CollectedSequence(String name, String description, List<TextPiece> pieces) {
    /** Shows it to a visitor. */
    void visit(LetterVisitor visitor) {
        visitor.begin(name, description, pieces.get(0).line());
        for (TextPiece piece : pieces) {
            visitor.letters(piece.text(), piece.from(), piece.text().length, piece.line());
        }
        visitor.end();
    }

    /** Shows sequences to a visitor until it has enough. */
    static void visit(List<CollectedSequence> sequences, LetterVisitor visitor) {
        for (CollectedSequence sequence : sequences) {
            if (visitor.wantsMore()) {
                sequence.visit(visitor);
            }
        }
    }
}
