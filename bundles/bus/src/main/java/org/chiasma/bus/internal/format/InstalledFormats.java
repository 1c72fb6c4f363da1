package org.chiasma.bus.internal.format;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import org.chiasma.api.DataException;
import org.chiasma.api.Progress;
import org.chiasma.api.UsageException;
import org.chiasma.api.format.MatrixFormat;
import org.chiasma.api.matrix.MatrixReference;
import org.chiasma.api.parameter.Suggestions;
import org.chiasma.bus.internal.service.InstalledService;
import org.chiasma.bus.internal.service.InstalledServices;

/** The formats that are there now, and which of them a file belongs to. */
final class InstalledFormats {
    /** The option that names a format. */
    static final String FORMAT = "format";

    private static final String PLAINEST = "tsv";

    private final InstalledServices<MatrixFormat<?, ?>, InstalledFormat> services =
            new InstalledServices<>(InstalledFormat::new);

    void add(Object key, InstalledService<MatrixFormat<?, ?>> service) {
        services.add(key, service);
    }

    void remove(Object key) {
        services.remove(key);
    }

    /** All, sorted by name. */
    List<InstalledFormat> all() {
        return services.all().stream()
                .sorted(Comparator.comparing(InstalledFormat::name))
                .toList();
    }

    /**
     * The format that reads what came through a pipe: the one named, else the one that knows the content, else the one of
     * the ending, else the plainest of all.
     */
    InstalledFormat toReadPiped(MatrixReference reference, Path file, byte[] head, Progress progress) {
        if (reference.options().containsKey(FORMAT) || byEnding(file).isPresent()) {
            return toRead(reference, file, head, progress);
        }
        return all().stream()
                .filter(format -> format.recognises(head))
                .findFirst()
                .or(() -> all().stream()
                        .filter(format -> format.name().equals(PLAINEST))
                        .findFirst())
                .orElseThrow(() -> new DataException("E-FORMAT-UNKNOWN", unknownEnding(file)));
    }

    /** The format that reads a file: the one named, else the one that knows the content, else the one of the ending. */
    InstalledFormat toRead(MatrixReference reference, Path file, byte[] head, Progress progress) {
        String name = reference.options().get(FORMAT);
        if (name != null) {
            return named(name);
        }
        Optional<InstalledFormat> fitting = all().stream()
                .filter(format -> format.endingLength(file) > 0 && format.recognises(head))
                .findFirst();
        if (fitting.isPresent()) {
            return fitting.get();
        }
        Optional<InstalledFormat> byEnding = byEnding(file);
        Optional<InstalledFormat> byContent =
                all().stream().filter(format -> format.recognises(head)).findFirst();
        if (byContent.isPresent()) {
            String content = byContent.get().name();
            progress.note(
                    file + ": the content is " + content + ", which its name does not say; reading it as " + content);
        }
        return byContent
                .or(() -> byEnding)
                .orElseThrow(() -> new DataException("E-FORMAT-UNKNOWN", unknownEnding(file)));
    }

    /**
     * The format that writes a file: the one named, else the one of the ending, of several one that can be written.
     *
     * @throws DataException {@code E-FORMAT-READONLY} if it cannot be written
     */
    InstalledFormat toWrite(MatrixReference reference, Path file) {
        String name = reference.options().get(FORMAT);
        InstalledFormat format = name != null
                ? named(name)
                : all().stream()
                        .filter(candidate -> candidate.endingLength(file) > 0)
                        .max(Comparator.comparingInt((InstalledFormat candidate) -> candidate.endingLength(file))
                                .thenComparing(candidate -> !candidate.readOnly()))
                        .orElseThrow(() -> new UsageException("E-FORMAT-UNKNOWN", unknownEnding(file)));
        if (format.readOnly()) {
            throw new DataException(
                    "E-FORMAT-READONLY",
                    file + ": found format " + format.name()
                            + ", which is only read, expected one that is written; save as " + format.writeInstead());
        }
        return format;
    }

    /** The format with the longest ending that {@code file} has. */
    Optional<InstalledFormat> byEnding(Path file) {
        return all().stream()
                .filter(format -> format.endingLength(file) > 0)
                .max(Comparator.comparingInt(format -> format.endingLength(file)));
    }

    private InstalledFormat named(String name) {
        return all().stream()
                .filter(format -> format.name().equals(name.toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> Suggestions.unknown(
                        "E-FORMAT-UNKNOWN",
                        "format " + name,
                        name,
                        all().stream().map(InstalledFormat::name).toList()));
    }

    private String unknownEnding(Path file) {
        TreeSet<String> endings = new TreeSet<>();
        all().forEach(format -> endings.addAll(format.description().extensions()));
        return file + ": found neither a known content nor a known ending, expected one of "
                + (endings.isEmpty() ? "none (no format is installed)" : "." + String.join(" .", endings))
                + "; rename it, or say ?format=NAME behind it";
    }
}
