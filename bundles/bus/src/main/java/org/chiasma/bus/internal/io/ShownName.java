package org.chiasma.bus.internal.io;

import org.chiasma.api.ChiasmaException;
import org.chiasma.api.DataException;
import org.chiasma.api.NoInputException;
import org.chiasma.api.OutputException;
import org.chiasma.api.Progress;
import org.chiasma.api.UsageException;

/** Says the user's name of a file wherever the one who works on it says the name of a temporary file. */
public final class ShownName {
    private final String hiddenPath;
    private final String shownPath;
    private final String hiddenName;
    private final String shownName;

    private ShownName(String hiddenPath, String shownPath, String hiddenName, String shownName) {
        this.hiddenPath = hiddenPath;
        this.shownPath = shownPath;
        this.hiddenName = hiddenName;
        this.shownName = shownName;
    }

    /** Says {@code shown} for the path {@code hidden}, of which a part alone would be no name of a file. */
    public static ShownName of(String hidden, String shown) {
        return new ShownName(hidden, shown, hidden, shown);
    }

    /** The same, and says {@code shownName} where {@code hiddenName} stands without its directory. */
    public ShownName orWithoutDirectory(String name, String shown) {
        return new ShownName(hiddenPath, shownPath, name, shown);
    }

    /** The text with the user's name. */
    public String in(String text) {
        return text.replace(hiddenPath, shownPath).replace(hiddenName, shownName);
    }

    /** The failure with the user's name: of the same kind, code and status. */
    public ChiasmaException in(ChiasmaException failure) {
        String message = failure.getMessage();
        String shown = in(message);
        if (shown.equals(message)) {
            return failure;
        }
        String code = failure.code();
        String rest = shown.startsWith(code + " ") ? shown.substring(code.length() + 1) : shown;
        return switch (failure.exitCode()) {
            case USAGE -> new UsageException(code, rest, failure);
            case DATA -> new DataException(code, rest, failure);
            case NO_INPUT -> new NoInputException(code, rest, failure);
            case IO -> new OutputException(code, rest, failure);
            default -> failure;
        };
    }

    /** Passes everything on to {@code progress}, with the user's name. */
    public Progress in(Progress progress) {
        return new Progress() {
            @Override
            public void begin(String phase, long total) {
                progress.begin(ShownName.this.in(phase), total);
            }

            @Override
            public void advance(long amount) {
                progress.advance(amount);
            }

            @Override
            public void note(String message) {
                progress.note(ShownName.this.in(message));
            }

            @Override
            public boolean isCancelled() {
                return progress.isCancelled();
            }
        };
    }
}
