package org.chiasma.shell.internal.command;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.chiasma.api.OutputException;
import org.chiasma.api.UsageException;
import org.chiasma.api.format.MatrixFiles;
import org.chiasma.api.operation.OperationReport.Figure;
import org.chiasma.shell.internal.figure.FigurePicture;
import org.chiasma.shell.internal.figure.FigurePicture.Kind;

/**
 * Files that show a report.
 *
 * @param figures its pictures
 * @param page its web page
 */
record ReportFiles(List<Path> figures, Optional<Path> page) {
    private static final String PAGE_ENDING = ".html";

    /** Refuses names that do not say what the file will be. */
    static void checkEndings(Optional<Path> figure, Optional<Path> page) {
        if (figure.isPresent() && kind(figure.get()).isEmpty()) {
            String endings =
                    Stream.of(Kind.values()).map(kind -> "FILE" + kind.ending()).collect(Collectors.joining(" or "));
            throw new UsageException("E-FLAG-VALUE", "--figure: found " + figure.get() + ", expected " + endings);
        }
        if (page.isPresent() && !endsWith(page.get(), PAGE_ENDING)) {
            throw new UsageException("E-FLAG-VALUE", "--report: found " + page.get() + ", expected FILE" + PAGE_ENDING);
        }
    }

    /** Refuses a file that cannot be written, before any work is done. */
    static void checkPlace(Path file) {
        Path directory = file.toAbsolutePath().getParent();
        if (Files.isDirectory(file) || directory == null || !Files.isDirectory(directory)) {
            throw new OutputException(
                    "E-OUT-DIRECTORY",
                    file + ": expected a file name in an existing directory; make the directory first");
        }
    }

    /**
     * Writes them.
     *
     * @param figures to draw
     * @param flags where to
     * @param page makes the page, given the pictures' files
     */
    static ReportFiles write(
            List<Figure> figures, OutputFlags flags, Function<List<Path>, String> page, MatrixFiles files) {
        List<Path> drawn = new ArrayList<>();
        if (flags.figure().isPresent()) {
            for (Figure figure : figures) {
                Path file = numbered(flags.figure().get(), drawn.size());
                byte[] bytes = new FigurePicture(figure).file(kind(file).orElseThrow());
                files.writeAtomically(file, temporary -> Files.write(temporary, bytes));
                drawn.add(file);
            }
        }
        flags.report().ifPresent(file -> {
            byte[] bytes = page.apply(drawn).getBytes(StandardCharsets.UTF_8);
            files.writeAtomically(file, temporary -> Files.write(temporary, bytes));
        });
        return new ReportFiles(List.copyOf(drawn), flags.report());
    }

    private static Optional<Kind> kind(Path figure) {
        return Stream.of(Kind.values())
                .filter(kind -> endsWith(figure, kind.ending()))
                .findFirst();
    }

    private static boolean endsWith(Path file, String ending) {
        return file.toString().toLowerCase(Locale.ROOT).endsWith(ending);
    }

    /** {@code map.png}, {@code map-2.png}, {@code map-3.png}, ... */
    private static Path numbered(Path figure, int ordinal) {
        if (ordinal == 0) {
            return figure;
        }
        String name = figure.toString();
        int dot = name.lastIndexOf('.');
        return Path.of(name.substring(0, dot) + "-" + (ordinal + 1) + name.substring(dot));
    }
}
