package envgate.envs.source.text;

import envgate.envs.document.Part;
import envgate.envs.document.Quote;
import envgate.envs.model.Area;
import envgate.envs.model.Arn;
import envgate.envs.model.Gap;
import envgate.envs.model.Sight;
import envgate.envs.source.text.ShortForm.Word;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/// What the readers of one environment's document share: where it lies, what is hidden, which names there are.
///
/// @param neighbours the documents of environments in the same account and region, this one included
record Scene(
        String environment,
        String account,
        String region,
        Part document,
        List<Part> neighbours,
        List<Gap> gaps,
        Map<Word, Integer> lines) {

    void remember(String owner, String key, Part part) {
        lines.put(new Word(environment, owner, key), part.mark().line());
    }

    Arn arn(String service, String resource) {
        return new Arn(partition(), service, region, account, resource);
    }

    Arn globalArn(String service, String resource) {
        return new Arn(partition(), service, "", account, resource);
    }

    String partition() {
        return region.startsWith("cn-") ? "aws-cn" : region.startsWith("us-gov-") ? "aws-us-gov" : "aws";
    }

    /// The gap that hides one of these names, or their whole area.
    Optional<Gap> gap(Area area, String... names) {
        List<String> all = List.of(names);
        return gaps.stream()
                .filter(it -> it.area() == area && (it.isWhole() || all.contains(it.resource())))
                .findFirst();
    }

    boolean sees(Area area, String... names) {
        return gap(area, names).isEmpty();
    }

    /// What was asked for one by one: unseen when it or its area is, else absent when nothing is written.
    <T> Sight<T> sight(Optional<Gap> gap, Optional<T> value) {
        if (gap.isPresent()) {
            return new Sight.Unseen<>(gap.get());
        }
        return value.<Sight<T>>map(Sight.Seen::new).orElseGet(Sight.Absent::new);
    }

    /// A name that must be one of those that a section writes.
    String named(String section, Part part) {
        String name = part.text();
        List<String> known = new ArrayList<>(names(section));
        if (!known.contains(name) && !elsewhere().contains(name) && !name.startsWith("arn:")) {
            part.bad("`" + name + "` is not among the " + section, Quote.nearest(name, known));
        }
        return name;
    }

    List<String> named(String section, List<Part> parts) {
        return parts.stream().map(it -> named(section, it)).toList();
    }

    private List<String> names(String section) {
        TreeSet<String> names = new TreeSet<>();
        neighbours.forEach(it -> it.get(section).members().forEach(member -> names.add(member.key())));
        return List.copyOf(names);
    }

    private List<String> elsewhere() {
        return document.get("elsewhere").texts();
    }
}
