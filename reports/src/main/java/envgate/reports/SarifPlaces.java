package envgate.reports;

import envgate.envs.model.Origin;
import envgate.rules.finding.CheckReport;
import envgate.rules.finding.Place;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.databind.node.ObjectNode;

/// Finds a file and a line for every place, also for one that lives in AWS only.
///
/// @param inventory the file to point at when nothing better is known
/// @param declared where the inventory declares each environment
record SarifPlaces(String inventory, SortedMap<String, Origin.FileLine> declared) {

    SarifPlaces {
        declared = Collections.unmodifiableSortedMap(new TreeMap<>(declared));
    }

    static SarifPlaces of(CheckReport report, String inventory) {
        SortedMap<String, Origin.FileLine> declared = new TreeMap<>();
        for (CheckReport.EnvironmentSummary it : report.environments()) {
            if (it.declared() instanceof Origin.FileLine line && !line.file().isEmpty()) {
                declared.put(it.name(), line);
            }
        }
        return new SarifPlaces(inventory.isEmpty() ? "envgate.yaml" : inventory, declared);
    }

    void put(ObjectNode physical, Place place) {
        put(physical, line(place));
    }

    private Origin.FileLine line(Place place) {
        if (place.origin() instanceof Origin.FileLine line && !line.file().isEmpty()) {
            return line;
        }
        Origin.FileLine environment = declared.get(place.environment());
        if (environment != null) {
            return environment;
        }
        String file = declared.values().stream()
                .map(Origin.FileLine::file)
                .findFirst()
                .orElse(inventory);
        return new Origin.FileLine(file, 1);
    }

    static void put(ObjectNode physical, Origin.FileLine line) {
        physical.putObject("artifactLocation").put("uri", uri(line.file()));
        physical.putObject("region").put("startLine", Math.max(1, line.line()));
    }

    /// A reference from the root of the repository, or a file address where the path is absolute: GitHub
    /// makes that relative by the folder that was checked out.
    private static String uri(String file) {
        String path = file.replace('\\', '/').replaceFirst("^(\\./+)+", "");
        if (path.startsWith("/")) {
            return "file://" + encoded(path);
        }
        if (path.matches("[A-Za-z]:/.*")) {
            return "file:///" + path.charAt(0) + ":" + encoded(path.substring(2));
        }
        return path.isEmpty() ? "envgate.yaml" : encoded(path);
    }

    /// With everything that a path of a URI cannot hold by its number.
    static String encoded(String path) {
        StringBuilder uri = new StringBuilder();
        for (byte it : path.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (it & 0xff);
            if (c < 128 && (Character.isLetterOrDigit(c) || "-._~/".indexOf(c) >= 0)) {
                uri.append(c);
            } else {
                uri.append(String.format(Locale.ROOT, "%%%02X", (int) c));
            }
        }
        return uri.toString();
    }
}
