package envgate.envs.source.capture;

import envgate.envs.model.Area;
import envgate.envs.model.Gap;
import envgate.envs.model.Origin;
import envgate.envs.model.PolicyDocument;
import envgate.envs.model.Sight;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// One call about one item: what it told, that there is nothing to tell, or why it is not known.
///
/// @param label how a gap names the item
/// @param expected whether somebody should have asked; a call about what belongs to nobody here is not
/// missed
/// @param names all names by which the item may have been asked for
record Inquiry(
        Answers answers,
        Operation operation,
        Area area,
        Site site,
        String label,
        boolean expected,
        List<String> names) {

    Inquiry(Answers answers, Operation operation, Site site, String label, boolean expected, String... names) {
        this(answers, operation, operation.areas().getLast(), site, label, expected, List.of(names));
    }

    /// How a body is read.
    interface Reader<T> {
        T read(Item body);
    }

    Origin origin() {
        return new Origin.ApiCall(operation.service(), operation.operation(), label);
    }

    /// What the item's answers say; several that differ say nothing.
    <T> Sight<T> read(Reader<T> reader) {
        return read(answers.about(operation, site, names.toArray(new String[0])), reader);
    }

    <T> Sight<T> read(List<Answer> asked, Reader<T> reader) {
        if (asked.isEmpty()) {
            return new Sight.Unseen<>(missing());
        }
        List<JsonNode> bodies = answers.bodies(operation, site, label, asked);
        Set<T> found = new LinkedHashSet<>();
        try {
            for (JsonNode it : bodies) {
                Item body = Item.of(operation.operation(), it);
                found.add(reader.read(body));
                if (Listing.isPart(body, asked)) {
                    return new Sight.Unseen<>(gap("only a part of the answer was recorded"));
                }
            }
        } catch (Unreadable e) {
            answers.ledger().unreadable(operation, site, label, e);
            return new Sight.Unseen<>(of(e.reason()));
        }
        if (found.size() == 1) {
            return new Sight.Seen<>(found.iterator().next());
        }
        if (!found.isEmpty()) {
            return new Sight.Unseen<>(gap("answered twice, and differently"));
        }
        return refused(asked);
    }

    private <T> Sight<T> refused(List<Answer> asked) {
        for (Answer it : asked) {
            if (it.outcome() instanceof Answer.Refusal(String code, int _) && !operation.meansAbsent(code)) {
                return new Sight.Unseen<>(of(code));
            }
        }
        return new Sight.Absent<>();
    }

    /// A policy in a member of the answer, as a text.
    Sight<PolicyDocument> policy(String member) {
        return policy(member, answers.about(operation, site, names.toArray(new String[0])));
    }

    Sight<PolicyDocument> policy(String member, List<Answer> asked) {
        return flat(read(
                asked,
                body -> new Document(
                        body.raw(member).orElseThrow(() -> new Unreadable("`" + member + "` is missing")))));
    }

    /// A policy in a member that AWS leaves out when there is none.
    Sight<PolicyDocument> policyIfAny(String member) {
        return flat(read(body -> new Document(body.raw(member).orElse(null))));
    }

    /// A policy in a member of a map of texts in the answer.
    Sight<PolicyDocument> policyIfAny(String map, String member) {
        return flat(read(body -> {
            if (!body.has(map)) {
                throw new Unreadable("`" + map + "` is missing");
            }
            return new Document(body.in(map).raw(member).orElse(null));
        }));
    }

    private record Document(
            @org.jspecify.annotations.Nullable JsonNode node) {}

    private Sight<PolicyDocument> flat(Sight<Document> sight) {
        return switch (sight) {
            case Sight.Absent<Document> _ -> new Sight.Absent<>();
            case Sight.Unseen<Document>(Gap gap) -> new Sight.Unseen<>(gap);
            case Sight.Seen<Document>(Document document) -> document(document);
        };
    }

    private Sight<PolicyDocument> document(Document document) {
        JsonNode node = document.node();
        if (node == null || (node.isString() && node.stringValue().isEmpty())) {
            return new Sight.Absent<>();
        }
        try {
            return new Sight.Seen<>(PolicyReader.read("", node, origin()));
        } catch (Unreadable e) {
            answers.ledger().unreadable(operation, site, label, e);
            return new Sight.Unseen<>(of(e.reason()));
        }
    }

    private Gap missing() {
        return expected ? gap(Ledger.NOT_RECORDED) : of(Ledger.NOT_RECORDED);
    }

    private Gap gap(String reason) {
        answers.ledger().gap(operation, site, label, reason);
        return of(reason);
    }

    private Gap of(String reason) {
        return Ledger.of(operation, area, site, label, operation.permission(), reason);
    }

    /// Several calls that together tell of an item: those with a member of the request that has this value.
    List<Answer> asked(String member, String value) {
        List<Answer> asked = new ArrayList<>();
        for (Answer it : answers.about(operation, site, names.toArray(new String[0]))) {
            JsonNode found = it.request().get(member);
            if (found != null && found.isString() && found.stringValue().equals(value)) {
                asked.add(it);
            }
        }
        return asked;
    }
}
