package org.chiasma.shell.internal;

import java.util.function.ToIntFunction;
import org.osgi.service.component.annotations.Component;

/** Runs one command line for the launcher. */
@Component(service = ToIntFunction.class, property = "chiasma.entry=main")
public final class Entry implements ToIntFunction<String[]> {
    @Override
    public int applyAsInt(String[] arguments) {
        System.out.println("hello " + String.join(" ", arguments));
        return 0;
    }
}
