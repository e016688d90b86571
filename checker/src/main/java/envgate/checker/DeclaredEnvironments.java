package envgate.checker;

import envgate.envs.document.Part;
import envgate.envs.document.Quote;
import envgate.envs.inventory.EnvironmentEntry;
import envgate.envs.inventory.Whereabouts;
import envgate.envs.inventory.Whereabouts.AwsAccount;
import envgate.envs.inventory.Whereabouts.Credentials;
import envgate.envs.model.EnvironmentNames;
import envgate.envs.model.Intent.EnvironmentName;
import envgate.envs.model.Selection;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// Reads the environments of the project file.
///
/// @param names what the environments are called, for what is meant between them
record DeclaredEnvironments(List<EnvironmentEntry> entries, List<EnvironmentName> names) {

    DeclaredEnvironments {
        entries = List.copyOf(entries);
        names = List.copyOf(names);
    }

    static DeclaredEnvironments read(Path file, Part part) {
        List<EnvironmentEntry> entries = new ArrayList<>();
        List<EnvironmentName> names = new ArrayList<>();
        for (Part.Member it : part.entries()) {
            Part own = it.value();
            entries.add(new EnvironmentEntry(it.key(), whereabouts(file, own), selection(own), own.origin()));
            names.add(new EnvironmentName(
                    it.key(),
                    own.get("also-called").texts(),
                    own.get("account").isAbsent() ? List.of() : List.of(account(own.get("account"))),
                    regions(own),
                    own.origin()));
        }
        tellApart(part);
        tellApart(part, entries);
        return new DeclaredEnvironments(entries, names);
    }

    private static Whereabouts whereabouts(Path file, Part part) {
        if (!part.get("capture").isAbsent()) {
            return new Whereabouts.CaptureFolder(beside(file, part.get("capture")));
        }
        if (!part.get("text").isAbsent()) {
            return new Whereabouts.TextFile(beside(file, part.get("text")));
        }
        String account = account(part.get("account"));
        return new AwsAccount(account, regions(part), credentials(part, account), endpoints(part.get("endpoint-url")));
    }

    private static Path beside(Path file, Part part) {
        try {
            return file.resolveSibling(part.text()).normalize();
        } catch (InvalidPathException _) {
            part.bad(part.quoted() + " is no path");
            return file;
        }
    }

    private static String account(Part part) {
        String account = part.text();
        if (!part.isAbsent() && !account.matches("[0-9]{12}")) {
            part.bad(part.quoted() + " holds no account", "an account has 12 digits");
        }
        return account;
    }

    private static List<String> regions(Part part) {
        List<String> regions = new ArrayList<>();
        List<Part> written = part.get("regions").isAbsent()
                ? List.of(part.get("region"))
                : part.get("regions").items();
        for (Part it : written) {
            if (!it.isAbsent()) {
                if (!it.text().matches("[a-z]{2,}(-[a-z]+)+-[0-9]{1,2}")) {
                    it.bad(it.quoted() + " holds no region", "a region is called like `eu-west-1`");
                }
                regions.add(it.text());
            }
        }
        return regions;
    }

    private static Credentials credentials(Part part, String account) {
        Credentials source = part.get("profile").isAbsent()
                ? new Credentials.DefaultChain()
                : new Credentials.Profile(part.get("profile").text());
        Part role = part.get("role");
        if (role.isAbsent()) {
            return source;
        }
        Part arn = role.get("arn");
        String[] parts = arn.text().split(":", -1);
        if (!arn.isAbsent() && (parts.length != 6 || !parts[5].startsWith("role/"))) {
            arn.bad(
                    arn.quoted() + " holds no ARN of a role",
                    "it is like `arn:aws:iam::333333333333:role/envgate-read`");
        } else if (!arn.isAbsent() && !account.isEmpty() && !parts[4].equals(account)) {
            arn.bad(
                    arn.quoted() + " is in another account than its environment",
                    "name a role of the account " + part.get("account").quoted());
        }
        return new Credentials.Role(
                arn.text(),
                role.get("external-id").text(),
                role.get("session-name").text(),
                source);
    }

    private static SortedMap<String, String> endpoints(Part part) {
        SortedMap<String, String> endpoints = new TreeMap<>();
        if (part.isScalar()) {
            endpoints.put("", endpoint(part));
        } else if (part.isMap()) {
            part.entries().forEach(it -> endpoints.put(it.key(), endpoint(it.value())));
        }
        return endpoints;
    }

    private static String endpoint(Part part) {
        try {
            URI url = new URI(part.text());
            if (url.getRawUserInfo() != null) {
                part.bad("an endpoint takes no user and password", "remove them from the URL");
            } else if (url.getHost() == null || !String.valueOf(url.getScheme()).matches("https?")) {
                part.bad(part.quoted() + " holds no URL", "it is like `http://127.0.0.1:4566`");
            }
        } catch (URISyntaxException _) {
            part.bad(part.quoted() + " holds no URL", "it is like `http://127.0.0.1:4566`");
        }
        return part.text();
    }

    private static Selection selection(Part part) {
        Map<String, String> tags = new TreeMap<>();
        part.get("tags").entries().forEach(it -> tags.put(it.key(), it.value().text()));
        return new Selection(
                part.get("stacks").texts(), tags, part.get("functions").texts());
    }

    /// A spelling that two environments share would name neither of them.
    private static void tellApart(Part environments) {
        Map<String, String> owners = new LinkedHashMap<>();
        environments.entries().forEach(it -> owners.putIfAbsent(spelled(it.key()), it.key()));
        for (Part.Member environment : environments.entries()) {
            if (!spelled(environment.key()).isEmpty()
                    && !environment.key().equals(owners.get(spelled(environment.key())))) {
                environment
                        .name()
                        .bad(
                                environment.name().quoted() + " is spelled like "
                                        + Quote.of(String.valueOf(owners.get(spelled(environment.key())))),
                                "names are told apart by their letters and digits");
            }
            for (Part it : environment.value().get("also-called").items()) {
                String owner = owners.putIfAbsent(spelled(it.text()), environment.key());
                if (owner != null && !owner.equals(environment.key())) {
                    it.bad(
                            it.quoted() + " already stands for " + Quote.of(owner),
                            "one spelling names one environment");
                }
            }
        }
    }

    private static String spelled(String name) {
        return String.join(" ", EnvironmentNames.words(name));
    }

    /// Environments that share an account, a region and all that is there are one environment.
    private static void tellApart(Part environments, List<EnvironmentEntry> entries) {
        for (int later = 1; later < entries.size(); later++) {
            for (int earlier = 0; earlier < later; earlier++) {
                if (isSame(entries.get(earlier), entries.get(later))) {
                    environments
                            .entries()
                            .get(later)
                            .name()
                            .bad(
                                    Quote.of(entries.get(later).name()) + " is in the account and region of "
                                            + Quote.of(entries.get(earlier).name())
                                            + ", and nothing says what belongs to each",
                                    "add `stacks`, `tags` or `functions` to both");
                    break;
                }
            }
        }
    }

    private static boolean isSame(EnvironmentEntry one, EnvironmentEntry other) {
        return one.selection().isEverything()
                && other.selection().isEverything()
                && one.whereabouts() instanceof AwsAccount here
                && other.whereabouts() instanceof AwsAccount there
                && here.account().matches("[0-9]{12}")
                && here.account().equals(there.account())
                && here.endpoints().equals(there.endpoints())
                && here.regions().stream().anyMatch(there.regions()::contains);
    }

    List<String> known() {
        return entries.stream().map(EnvironmentEntry::name).toList();
    }

    /// Accuses what should name an environment and does not.
    void mustBeKnown(Part part) {
        if (!known().contains(part.text())) {
            part.bad(part.quoted() + " is no environment", Quote.nearest(part.text(), known()));
        }
    }
}
