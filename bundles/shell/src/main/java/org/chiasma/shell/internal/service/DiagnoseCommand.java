package org.chiasma.shell.internal.service;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.chiasma.api.parameter.CommandLine;
import org.chiasma.api.parameter.NoParameters;
import org.chiasma.api.parameter.ParameterField;
import org.chiasma.api.parameter.ParameterSchema;
import org.chiasma.shell.internal.command.Command;
import org.chiasma.shell.internal.command.Console;
import org.chiasma.shell.internal.render.Json;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.namespace.PackageNamespace;
import org.osgi.framework.wiring.BundleCapability;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.framework.wiring.BundleWire;
import org.osgi.framework.wiring.BundleWiring;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;

/**
 * Says, as JSON, what runs in the framework: bundles with state, exports and wires, components with state, and whether
 * the native libraries were loaded. Not listed by help; it is what to attach to a report about a broken installation.
 */
final class DiagnoseCommand implements Command {
    private static final Map<Integer, String> BUNDLE_STATES = Map.of(
            Bundle.INSTALLED, "INSTALLED",
            Bundle.RESOLVED, "RESOLVED",
            Bundle.STARTING, "STARTING",
            Bundle.ACTIVE, "ACTIVE",
            Bundle.STOPPING, "STOPPING");

    private static final Map<Integer, String> COMPONENT_STATES = Map.of(
            ComponentConfigurationDTO.UNSATISFIED_CONFIGURATION, "UNSATISFIED_CONFIGURATION",
            ComponentConfigurationDTO.UNSATISFIED_REFERENCE, "UNSATISFIED_REFERENCE",
            ComponentConfigurationDTO.SATISFIED, "SATISFIED",
            ComponentConfigurationDTO.ACTIVE, "ACTIVE",
            ComponentConfigurationDTO.FAILED_ACTIVATION, "FAILED_ACTIVATION");

    private final BundleContext context;

    DiagnoseCommand(BundleContext context) {
        this.context = context;
    }

    @Override
    public String name() {
        return "diagnose";
    }

    @Override
    public String summary() {
        return "Print the state of bundles, components and native libraries as JSON.";
    }

    @Override
    public List<String> examples() {
        return List.of("diagnose");
    }

    @Override
    public List<ParameterField> fields() {
        return List.of();
    }

    @Override
    public void execute(List<String> arguments, Console console) {
        CommandLine.parse(arguments, ParameterSchema.of(NoParameters.class), Command.commonFlags());
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put(
                "bundles",
                Arrays.stream(context.getBundles()).map(DiagnoseCommand::bundle).toList());
        tree.put("components", components());
        tree.put("nativeLibraries", nativeLibraries());
        console.out().print(Json.document(tree));
    }

    private static Map<String, Object> bundle(Bundle bundle) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("symbolicName", bundle.getSymbolicName());
        tree.put("version", bundle.getVersion().toString());
        tree.put("location", bundle.getLocation());
        tree.put("state", BUNDLE_STATES.getOrDefault(bundle.getState(), "UNINSTALLED"));
        tree.put("fragment", bundle.getHeaders("").get(Constants.FRAGMENT_HOST) != null);
        tree.put("dynamicImport", bundle.getHeaders("").get(Constants.DYNAMICIMPORT_PACKAGE) != null);
        List<Object> exports = new ArrayList<>();
        Map<String, Object> imports = new TreeMap<>();
        BundleRevision revision = bundle.adapt(BundleRevision.class);
        BundleWiring wiring = bundle.adapt(BundleWiring.class);
        if (revision != null) {
            for (BundleCapability export : revision.getDeclaredCapabilities(PackageNamespace.PACKAGE_NAMESPACE)) {
                exports.add(String.valueOf(export.getAttributes().get(PackageNamespace.PACKAGE_NAMESPACE)));
            }
        }
        if (wiring != null) {
            for (BundleWire wire : wiring.getRequiredWires(PackageNamespace.PACKAGE_NAMESPACE)) {
                imports.put(
                        String.valueOf(wire.getCapability().getAttributes().get(PackageNamespace.PACKAGE_NAMESPACE)),
                        wire.getProvider().getSymbolicName());
            }
        }
        tree.put("exports", exports);
        tree.put("imports", imports);
        return tree;
    }

    private List<Object> components() {
        List<Object> trees = new ArrayList<>();
        ServiceReference<ServiceComponentRuntime> reference =
                context.getServiceReference(ServiceComponentRuntime.class);
        ServiceComponentRuntime runtime = reference == null ? null : context.getService(reference);
        if (runtime == null) {
            return trees;
        }
        for (ComponentDescriptionDTO description : runtime.getComponentDescriptionDTOs()) {
            for (ComponentConfigurationDTO configuration : runtime.getComponentConfigurationDTOs(description)) {
                Map<String, Object> tree = new LinkedHashMap<>();
                tree.put("name", description.name);
                tree.put("bundle", description.bundle.symbolicName);
                tree.put("state", COMPONENT_STATES.getOrDefault(configuration.state, "UNKNOWN"));
                tree.put(
                        "unsatisfied",
                        Arrays.stream(configuration.unsatisfiedReferences)
                                .map(unsatisfied -> unsatisfied.name)
                                .toList());
                trees.add(tree);
            }
        }
        return trees;
    }

    /** The native libraries of ND4J and OpenBLAS that this process has mapped, where the system tells. */
    private static List<String> nativeLibraries() {
        Path maps = Path.of("/proc/self/maps");
        if (!Files.isReadable(maps)) {
            return List.of();
        }
        try (Stream<String> lines = Files.lines(maps)) {
            return lines.map(line -> line.substring(line.lastIndexOf('/') + 1))
                    .filter(name -> name.matches("lib(jni)?(nd4j|openblas|javacpp).*"))
                    .distinct()
                    .sorted()
                    .toList();
        } catch (IOException e) {
            return List.of();
        }
    }
}
