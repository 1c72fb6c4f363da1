package org.chiasma.genomics.internal.alignment;

/** What a library's exception says, on one line. */
final class OneLine {
    private static final int MOST = 160;

    private OneLine() {}

    static String of(Throwable thrown) {
        String message = String.valueOf(thrown.getMessage()).lines().findFirst().orElse("");
        String visible = message.replaceAll("\\p{Cntrl}", " ").strip();
        return thrown.getClass().getSimpleName() + " ("
                + (visible.length() > MOST ? visible.substring(0, MOST) + "..." : visible) + ")";
    }
}
