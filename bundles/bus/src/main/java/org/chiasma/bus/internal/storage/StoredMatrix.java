package org.chiasma.bus.internal.storage;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.chiasma.api.matrix.Matrix;

/** A matrix whose memory is the bus's own. */
public sealed interface StoredMatrix extends Matrix permits SlicedDense, SlicedPacked, SlicedCsr {
    /** The arrays that it consists of. */
    List<Part> parts();

    /** Bytes of all parts. */
    default long bytes() {
        return parts().stream().mapToLong(part -> part.region().bytes()).sum();
    }

    /**
     * Reads through what an index into the entries depends on, after opening files.
     *
     * @throws org.chiasma.api.DataException {@code E-WS-CSR} if it is not in order
     */
    default void requireSound(Object file) {}

    /** One array of a matrix. */
    final class Part {
        private final String role;
        private final NpyHeader header;
        private final Region region;

        Part(String role, NpyHeader header, Region region) {
            this.role = role;
            this.header = header;
            this.region = region;
        }

        /** What it holds, as part of a file name: empty for the only part, else {@code data}, {@code indptr}, ... */
        public String role() {
            return role;
        }

        /** Element type and shape. */
        public NpyHeader header() {
            return header;
        }

        Region region() {
            return region;
        }

        /** Makes {@code target} an npy file of the part: by renaming its temporary file if it has one, else by copying. */
        public void saveTo(Path target) throws IOException {
            region.saveTo(target, header);
        }
    }
}
