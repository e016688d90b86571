package envgate.envs.source.capture;

import envgate.envs.model.Area;
import envgate.envs.model.Gap;
import envgate.envs.model.Note;
import envgate.envs.model.Origin;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;

/// Where readers write down what they could not see, and what they saw and nobody holds.
final class Ledger {

    static final String NOT_RECORDED = "not recorded";

    private final TreeSet<Gap> gaps;
    private final EnumSet<Area> hidden = EnumSet.noneOf(Area.class);
    private final TreeMap<String, Note> notes = new TreeMap<>();

    Ledger(Recording recording) {
        gaps = new TreeSet<>(recording.gaps());
        recording.gaps().stream().filter(Gap::isWhole).map(Gap::area).forEach(hidden::add);
        recording.notes().stream()
                .sorted(Comparator.comparing(Note::toString))
                .forEach(it -> notes.putIfAbsent(it.text(), it));
    }

    /// A gap in every area of a call; the first of them.
    ///
    /// @param item the one thing that is not seen, empty for all of them
    Gap gap(Operation operation, Site site, String item, String reason) {
        return gap(operation, operation.areas(), site, item, operation.permission(), reason);
    }

    Gap gap(Operation operation, List<Area> areas, Site site, String item, String permission, String reason) {
        List<Gap> written = areas.stream()
                .map(it -> of(operation, it, site, item, permission, reason))
                .toList();
        written.stream().filter(it -> !isTold(it)).forEach(gaps::add);
        return written.getFirst();
    }

    /// Whether the recording itself says why nothing of an area was asked: that is the better reason.
    private boolean isTold(Gap gap) {
        return gap.isWhole() && gap.reason().equals(NOT_RECORDED) && hidden.contains(gap.area());
    }

    /// A gap that is not written down.
    static Gap of(Operation operation, Area area, Site site, String item, String permission, String reason) {
        return new Gap(
                area,
                site.account(),
                site.region(),
                operation.service(),
                operation.operation(),
                item,
                permission,
                reason);
    }

    /// An item whose answer is not what AWS would send: a gap and a note, for somebody should look at it.
    Gap unreadable(Operation operation, Site site, String item, Unreadable why) {
        note(operation, "some answers could not be read: " + why.reason());
        return gap(operation, site, item, why.reason());
    }

    void note(Operation operation, String text) {
        note(operation.key() + ": " + text, new Origin.ApiCall(operation.service(), operation.operation(), ""));
    }

    /// Once for each text.
    void note(String text, Origin origin) {
        notes.putIfAbsent(text, new Note(text, origin));
    }

    boolean isWhole(Operation operation, Site site) {
        return !wholes(operation, site).isEmpty();
    }

    /// The gaps that hide all that a call would have told of a site.
    List<Gap> wholes(Operation operation, Site site) {
        return gaps.stream()
                .filter(it -> it.isWhole()
                        && it.service().equals(operation.service())
                        && it.operation().equals(operation.operation())
                        && it.account().equals(site.account())
                        && it.region().equals(site.region()))
                .toList();
    }

    boolean isWhole(Area area) {
        return gaps.stream().anyMatch(it -> it.area() == area && it.isWhole());
    }

    List<Gap> gaps() {
        return new ArrayList<>(gaps);
    }

    List<Note> notes() {
        return List.copyOf(notes.values());
    }
}
