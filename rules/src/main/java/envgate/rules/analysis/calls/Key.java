package envgate.rules.analysis.calls;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// What the key of a variable says about whether, and how, its value is called.
record Key(List<String> words) {

    private static final Set<String> HOSTS = Set.of(
            "host",
            "hosts",
            "hostname",
            "endpoint",
            "endpoints",
            "server",
            "servers",
            "address",
            "addr",
            "broker",
            "brokers",
            "bootstrap",
            "url",
            "urls",
            "uri",
            "dsn",
            "proxy",
            "api",
            "conn",
            "connection");

    /// Words of addresses that are shown, compared or handed on, but not called.
    private static final Set<String> NOT_CALLED = Set.of(
            "origin",
            "origins",
            "cors",
            "allowed",
            "allow",
            "whitelist",
            "redirect",
            "callback",
            "unsubscribe",
            "public",
            "external",
            "frontend",
            "website",
            "site",
            "web",
            "webapp",
            "portal",
            "dashboard",
            "ui",
            "link",
            "links",
            "docs",
            "documentation",
            "logo",
            "image",
            "images",
            "avatar",
            "icon",
            "terms",
            "privacy",
            "audience",
            "namespace",
            "schema",
            "xmlns",
            "return",
            "success",
            "cancel",
            "referer",
            "referrer",
            "cookie",
            "sender",
            "domain",
            "noproxy",
            "trusted",
            "download",
            "canonical",
            "issuer");

    private static final Set<String> WEB = Set.of("api", "url", "urls", "uri", "http", "https", "rest", "graphql");

    static Key of(String text) {
        String spaced = text.replaceAll("([a-z0-9])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT);
        return new Key(Arrays.stream(spaced.split("[^a-z0-9]+"))
                .filter(it -> !it.isEmpty())
                .toList());
    }

    boolean isNotCalled() {
        return words.stream().anyMatch(NOT_CALLED::contains) || (words.contains("no") && words.contains("proxy"));
    }

    boolean namesHost() {
        return words.stream().anyMatch(HOSTS::contains);
    }

    boolean isWeb() {
        return words.stream().anyMatch(WEB::contains);
    }

    boolean has(String word) {
        return words.contains(word);
    }

    /// `HTTPS_PROXY`, by which all calls over HTTP take another way.
    boolean isProxy() {
        return words.size() == 2
                && words.get(1).equals("proxy")
                && Set.of("http", "https", "all").contains(words.getFirst());
    }

    /// Whether the other holds the port to this one's host: the same words, but `PORT` for the one that
    /// says host.
    boolean isPairedWith(Key other) {
        if (!other.has("port") || other.words.size() > words.size() + 1) {
            return false;
        }
        List<String> ours = new ArrayList<>(words);
        ours.removeIf(HOSTS::contains);
        List<String> theirs = new ArrayList<>(other.words);
        theirs.remove("port");
        theirs.removeIf(HOSTS::contains);
        return ours.equals(theirs);
    }
}
