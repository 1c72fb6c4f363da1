package org.chiasma.shell.internal.figure;

import java.util.Locale;

/**
 * The colours of figures, on white and on dark. Those of series stand out from the ground and can be told apart with any
 * common kind of colour blindness.
 */
enum Tone {
    PAPER(0xFFFFFF, 0x16191D),
    INK(0x1C1F24, 0xE8EAED),
    MUTED(0x57606C, 0xA9B1BC),
    FRAME(0x8A929D, 0x767E89),
    GRID(0xE3E7EC, 0x2C3138),
    SERIES_1(0x1A5293, 0x56B4E9),
    SERIES_2(0xF04E12, 0xF58A3C),
    SERIES_3(0x1DA567, 0x3DEBA0),
    SERIES_4(0xBD80AC, 0xB865A2),
    SERIES_5(0x5F3911, 0xFFDE00),
    SERIES_6(0x242424, 0xBDBDBD);

    private static final Tone[] SERIES = {SERIES_1, SERIES_2, SERIES_3, SERIES_4, SERIES_5, SERIES_6};

    private final int light;
    private final int dark;

    Tone(int light, int dark) {
        this.light = light;
        this.dark = dark;
    }

    /** The colour on white as 0xRRGGBB. */
    int rgb() {
        return light;
    }

    /** Its class in SVG. */
    String cssClass() {
        return "tone-" + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The tone of the series at {@code ordinal}; tones come again when there are many. */
    static Tone ofSeries(int ordinal) {
        return SERIES[ordinal % SERIES.length];
    }

    /** How often the tones have been used up before the series at {@code ordinal}. */
    static int roundOfSeries(int ordinal) {
        return ordinal / SERIES.length;
    }

    /** Style sheet of all tones, on white and, on screens that are set so, on dark. */
    static String css() {
        StringBuilder light = new StringBuilder();
        StringBuilder dark = new StringBuilder();
        for (Tone tone : values()) {
            light.append(String.format(Locale.ROOT, ".%s{color:#%06x}", tone.cssClass(), tone.light));
            dark.append(String.format(Locale.ROOT, ".%s{color:#%06x}", tone.cssClass(), tone.dark));
        }
        return light + "@media screen and (prefers-color-scheme:dark){" + dark + "}";
    }
}
