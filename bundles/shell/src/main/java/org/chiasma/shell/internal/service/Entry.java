package org.chiasma.shell.internal.service;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.function.ToIntFunction;
import org.chiasma.api.bus.MatrixBus;
import org.chiasma.api.format.MatrixFiles;
import org.chiasma.api.operation.OperationRunner;
import org.chiasma.shell.internal.command.Commands;
import org.chiasma.shell.internal.command.Console;
import org.chiasma.shell.internal.command.Dispatcher;
import org.chiasma.shell.internal.command.Screen;
import org.chiasma.shell.internal.command.Workbench;
import org.chiasma.shell.internal.gogo.GogoSteps;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Runs one command line for the launcher, with which it shares only types of the JDK. It writes to the process's own
 * standard output, not to {@link System#out}: Gogo replaces that one by a stream that leads back here.
 */
@Component(service = ToIntFunction.class, property = "chiasma.entry=main")
public final class Entry implements ToIntFunction<String[]> {
    private final Commands commands;

    /** Makes the commands; starts nothing. */
    @Activate
    public Entry(
            BundleContext context,
            @Reference MatrixBus bus,
            @Reference MatrixFiles files,
            @Reference OperationRunner runner) {
        commands = commands(context, new Workbench(bus, files, runner, version(context)));
    }

    static Commands commands(BundleContext context, Workbench workbench) {
        String home = context.getProperty("chiasma.home");
        return new Commands(
                workbench,
                commands -> new GogoSteps(context, commands),
                Path.of(home == null ? "" : home),
                List.of(new DiagnoseCommand(context)));
    }

    static String version(BundleContext context) {
        return context.getBundle().getVersion().toString().replace(".SNAPSHOT", "-SNAPSHOT");
    }

    @Override
    public int applyAsInt(String[] arguments) {
        InputStream in = new BufferedInputStream(new FileInputStream(FileDescriptor.in));
        PrintStream out = new PrintStream(
                new BufferedOutputStream(new FileOutputStream(FileDescriptor.out), 1 << 16),
                false,
                StandardCharsets.UTF_8);
        PrintStream err = new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
        Console console = new Console(in, out, err, Screen.of(System::getProperty, System.getenv()), false);
        return new Dispatcher(commands).run(List.of(arguments), console);
    }
}
