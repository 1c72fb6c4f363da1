package org.chiasma.shell.internal.service;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.felix.service.command.Function;
import org.chiasma.api.bus.MatrixBus;
import org.chiasma.api.format.MatrixFiles;
import org.chiasma.api.operation.MatrixOperation;
import org.chiasma.api.operation.Operation;
import org.chiasma.api.operation.OperationRunner;
import org.chiasma.shell.internal.command.Command;
import org.chiasma.shell.internal.command.Commands;
import org.chiasma.shell.internal.command.Console;
import org.chiasma.shell.internal.command.Screen;
import org.chiasma.shell.internal.command.Workbench;
import org.chiasma.shell.internal.gogo.CommandFunction;
import org.chiasma.shell.internal.gogo.Completions;
import org.chiasma.shell.internal.gogo.Environment;
import org.chiasma.shell.internal.gogo.Refusal;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.AnyService;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/**
 * Registers the commands and one function per operation with Gogo. It needs Gogo's interactive shell, so a one-shot
 * command never makes it. Operations come and go with their bundles; none is activated by being listed.
 */
@Component(
        service = {},
        immediate = true)
public final class GogoCommands {
    private static final String SCOPE = "chiasma";
    private static final String OPERATION_NAME = Operation.PREFIX_ + "name";

    private final BundleContext context;
    private final Commands commands;
    private final List<ServiceRegistration<Function>> builtIns = new ArrayList<>();
    private final Map<String, ServiceRegistration<Function>> operations = new HashMap<>();

    /**
     * Registers the built-in commands.
     *
     * @param shell the interactive shell, without which nobody types commands
     */
    @Activate
    public GogoCommands(
            BundleContext context,
            @Reference MatrixBus bus,
            @Reference MatrixFiles files,
            @Reference OperationRunner runner,
            @Reference(service = AnyService.class, target = "(&(osgi.command.scope=gogo)(osgi.command.function=gosh))")
                    ServiceReference<?> shell) {
        this.context = context;
        this.commands = Entry.commands(context, new Workbench(bus, files, runner, Entry.version(context)));
        for (Command command : commands.builtIns()) {
            builtIns.add(register(SCOPE, command.name()));
        }
        Completions completions = new Completions(commands);
        builtIns.add(register(SCOPE, Completions.SETUP, completions::setUp));
        builtIns.add(register(SCOPE, Completions.WORDS, completions::words));
        Function directory = Environment.fixedDirectory();
        builtIns.add(register(SCOPE, "cd", (session, arguments) -> Refusal.plainly(directory, session, arguments)));
        builtIns.add(register(SCOPE, "exit", (session, arguments) -> {
            context.getBundle(0).stop();
            return null;
        }));
    }

    /** Takes everything back. */
    @Deactivate
    synchronized void stop() {
        builtIns.forEach(ServiceRegistration::unregister);
        builtIns.clear();
        operations.values().forEach(ServiceRegistration::unregister);
        operations.clear();
    }

    /** An operation was installed. */
    @Reference(
            service = MatrixOperation.class,
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC)
    synchronized void addOperation(ServiceReference<?> reference) {
        String name = String.valueOf(reference.getProperty(OPERATION_NAME));
        operations.put(name, register(scope(name), verb(name)));
    }

    /** An operation has gone. */
    synchronized void removeOperation(ServiceReference<?> reference) {
        String name = String.valueOf(reference.getProperty(OPERATION_NAME));
        ServiceRegistration<Function> registration = operations.remove(name);
        if (registration != null) {
            registration.unregister();
        }
    }

    private ServiceRegistration<Function> register(String scope, String name) {
        String command = scope.equals(SCOPE) ? name : scope + ":" + name;
        Screen screen = Screen.of(System::getProperty, System.getenv());
        Console console = new Console(System.in, System.out, System.err, screen, true);
        Function function = new CommandFunction(
                () -> commands.find(command), session -> console.with(Completions.interrupts(session)));
        return register(scope, name, (session, arguments) -> Refusal.plainly(function, session, arguments));
    }

    private ServiceRegistration<Function> register(String scope, String name, Function function) {
        Map<String, String> properties = Map.of("osgi.command.scope", scope, "osgi.command.function", name);
        return context.registerService(Function.class, function, FrameworkUtil.asDictionary(properties));
    }

    private static String scope(String operation) {
        int colon = operation.indexOf(':');
        return colon < 0 ? SCOPE : operation.substring(0, colon);
    }

    private static String verb(String operation) {
        return operation.substring(operation.indexOf(':') + 1);
    }
}
