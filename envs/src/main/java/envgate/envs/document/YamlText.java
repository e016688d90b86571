package envgate.envs.document;

import envgate.envs.document.Node.Kind;
import envgate.envs.document.Node.Mapping;
import envgate.envs.document.Node.Member;
import envgate.envs.document.Node.Sequence;
import envgate.envs.document.Node.Text;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.resolver.ScalarResolver;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/// Reads YAML 1.2 with anchors, aliases and merge keys.
///
/// A text is data here: tags are refused, and nothing that it says can make envgate work long or deep.
final class YamlText {

    /// Deeper than anything a person writes.
    static final int DEEPEST = 64;

    /// How many nodes aliases may stand for, all together.
    static final int MOST_REPEATED = 100_000;

    private static final ScalarResolver SCALARS = new CoreSchema().getScalarResolver();

    /// What YAML 1.1 takes for flags besides, which CloudFormation reads:
    /// https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/template-formats.html.
    private static final Map<String, String> FLAGS = Map.of("yes", "true", "on", "true", "no", "false", "off", "false");

    /// Functions of CloudFormation whose long form has no `Fn::`.
    private static final Set<String> WITHOUT_PREFIX = Set.of("Ref", "Condition");

    private final String file;
    private final boolean template;
    private final Mistakes mistakes;
    private final Map<String, Anchored> anchors = new HashMap<>();
    private Iterator<Event> events = List.<Event>of().iterator();
    private long nodes;
    private long repeated;

    /// What an anchor names: nothing while it is still being read.
    ///
    /// @param size how many nodes it holds, those behind aliases included
    private record Anchored(Optional<Node> node, long size) {}

    /// Reading cannot go on.
    private static final class Refused extends RuntimeException {

        private static final long serialVersionUID = 1;

        private final transient Mark mark;
        private final String next;

        Refused(Mark mark, String message, String next) {
            super(message, null, false, false);
            this.mark = mark;
            this.next = next;
        }
    }

    private YamlText(String file, boolean template, Mistakes mistakes) {
        this.file = file;
        this.template = template;
        this.mistakes = mistakes;
    }

    /// The documents of a text, as far as they can be read.
    static List<Node> read(String file, String text, Mistakes mistakes) {
        return new YamlText(file, false, mistakes).documents(text);
    }

    /// The same for a text of CloudFormation: its short forms are written out, `!Sub x` as `{"Fn::Sub": x}`, and
    /// numbers may be keys.
    static List<Node> readTemplate(String file, String text, Mistakes mistakes) {
        return new YamlText(file, true, mistakes).documents(text);
    }

    private List<Node> documents(String text) {
        List<Node> documents = new ArrayList<>();
        try {
            LoadSettings settings = LoadSettings.builder()
                    .setSchema(new CoreSchema())
                    .setCodePointLimit(Integer.MAX_VALUE)
                    .build();
            events = new Parse(settings).parseString(text).iterator();
            while (events.hasNext()) {
                Event event = events.next();
                if (event instanceof NodeEvent) {
                    documents.add(node(event, 1));
                    anchors.clear();
                }
            }
        } catch (Refused e) {
            mistakes.add(e.mark, String.valueOf(e.getMessage()), e.next);
        } catch (YamlEngineException e) {
            YamlProblem.of(e).addTo(mistakes, file);
        }
        return documents;
    }

    private Node node(Event event, int depth) {
        if (depth > DEEPEST) {
            throw new Refused(mark(event), "this is nested more than " + DEEPEST + " levels deep", "");
        }
        if (event instanceof AliasEvent alias) {
            return aliased(alias);
        }
        nodes++;
        long before = nodes + repeated;
        String anchor = event instanceof NodeEvent it
                ? it.getAnchor().map(Object::toString).orElse("")
                : "";
        anchors.put(anchor, new Anchored(Optional.empty(), 0));
        Node node = switch (event) {
            case ScalarEvent it -> scalar(it);
            case SequenceStartEvent it -> sequence(it, depth);
            case MappingStartEvent it -> mapping(it, depth);
            default -> throw new IllegalStateException("a node starts with " + event.getEventId());
        };
        anchors.put(anchor, new Anchored(Optional.of(node), nodes + repeated - before + 1));
        return node;
    }

    private Node aliased(AliasEvent event) {
        String name = event.getAnchor().map(Object::toString).orElse("");
        Anchored anchored = anchors.get(name);
        if (anchored == null) {
            throw new Refused(
                    mark(event),
                    "no anchor above has the name of this alias",
                    "write text that starts with `*` in quotes");
        }
        repeated += anchored.size();
        if (repeated > MOST_REPEATED) {
            throw new Refused(mark(event), "aliases make this text too large", "write fewer of them");
        }
        return anchored.node()
                .orElseThrow(() -> new Refused(mark(event), "this alias stands inside of what it names", ""));
    }

    private Node scalar(ScalarEvent event) {
        boolean tagged = event.getImplicit().bothFalse();
        if (tagged && isFunction(event.getTag())) {
            return function(event.getTag(), new Text(event.getValue(), event.getValue(), Kind.TEXT, mark(event)));
        }
        Optional<Kind> standard = tagged && template ? standard(event) : Optional.empty();
        if (standard.isEmpty()) {
            refuseTag(event, event.getTag(), tagged);
        }
        String flag = FLAGS.get(event.getValue().toLowerCase(Locale.ROOT));
        boolean isFlag = standard.map(Kind.FLAG::equals).orElse(event.isPlain());
        if (template && isFlag && flag != null) {
            return new Text(flag, event.getValue(), Kind.FLAG, mark(event));
        }
        if (standard.isPresent()) {
            return new Text(event.getValue(), event.getValue(), standard.get(), mark(event));
        }
        return new Text(event.getValue(), event.getValue(), kind(event), mark(event));
    }

    private boolean isFunction(Optional<String> tag) {
        return template
                && tag.filter(it -> it.startsWith("!") && it.length() > 1 && !it.startsWith("!!"))
                        .isPresent();
    }

    /// What a tag of YAML's own makes of a scalar that is such a thing.
    private static Optional<Kind> standard(ScalarEvent event) {
        Tag tag = new Tag(event.getTag().orElse(""));
        Tag plain = SCALARS.resolve(event.getValue(), true);
        boolean number = plain.equals(Tag.INT) || plain.equals(Tag.FLOAT);
        boolean flag =
                plain.equals(Tag.BOOL) || FLAGS.containsKey(event.getValue().toLowerCase(Locale.ROOT));
        if (tag.equals(Tag.STR)) {
            return Optional.of(Kind.TEXT);
        } else if (tag.equals(Tag.INT) || tag.equals(Tag.FLOAT)) {
            return number ? Optional.of(Kind.NUMBER) : Optional.empty();
        } else if (tag.equals(Tag.BOOL)) {
            return flag ? Optional.of(Kind.FLAG) : Optional.empty();
        }
        return Optional.empty();
    }

    /// CloudFormation takes the tags of YAML that say what is plain anyway:
    /// https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/template-formats.html.
    private boolean isStandard(Optional<String> tag, Tag kind) {
        return template && tag.filter(it -> new Tag(it).equals(kind)).isPresent();
    }

    private static Node function(Optional<String> tag, Node argument) {
        String name = tag.orElseThrow().substring(1);
        String key = WITHOUT_PREFIX.contains(name) ? name : "Fn::" + name;
        return new Mapping(
                List.of(new Member(new Text(key, key, Kind.TEXT, argument.mark()), argument)), argument.mark());
    }

    private static Kind kind(ScalarEvent event) {
        if (!event.isPlain()) {
            return Kind.TEXT;
        }
        Tag tag = SCALARS.resolve(event.getValue(), true);
        return tag.equals(Tag.NULL)
                ? Kind.NOTHING
                : tag.equals(Tag.BOOL)
                        ? Kind.FLAG
                        : tag.equals(Tag.INT) || tag.equals(Tag.FLOAT) ? Kind.NUMBER : Kind.TEXT;
    }

    private Node sequence(SequenceStartEvent start, int depth) {
        boolean function = !start.isImplicit() && isFunction(start.getTag());
        if (!function && !isStandard(start.getTag(), Tag.SEQ)) {
            refuseTag(start, start.getTag(), !start.isImplicit());
        }
        List<Node> items = new ArrayList<>();
        for (Event it = events.next(); it.getEventId() != Event.ID.SequenceEnd; it = events.next()) {
            items.add(node(it, depth + 1));
        }
        Sequence list = new Sequence(items, mark(start));
        return function ? function(start.getTag(), list) : list;
    }

    private Node mapping(CollectionStartEvent start, int depth) {
        boolean function = !start.isImplicit() && isFunction(start.getTag());
        if (!function && !isStandard(start.getTag(), Tag.MAP)) {
            refuseTag(start, start.getTag(), !start.isImplicit());
        }
        Map<String, Member> own = new LinkedHashMap<>();
        Map<String, Member> merged = new LinkedHashMap<>();
        for (Event it = events.next(); it.getEventId() != Event.ID.MappingEnd; it = events.next()) {
            boolean merges = it instanceof ScalarEvent word
                    && word.isPlain()
                    && word.getValue().equals("<<");
            Node key = node(it, depth + 1);
            Node value = node(events.next(), depth + 1);
            if (merges) {
                merge(value, merged);
            } else if (key instanceof Text text
                    && (text.kind() == Kind.TEXT || (template && text.kind() != Kind.NOTHING))) {
                if (own.putIfAbsent(text.value(), new Member(text, value)) != null) {
                    mistakes.accuse(text, Quote.of(text.value()) + " is written twice", "");
                }
            } else {
                String next = key instanceof Text text && text.kind() != Kind.NOTHING
                        ? "write it in quotes: " + Quote.of("\"" + text.value() + "\"")
                        : "";
                mistakes.accuse(key, "a key is a text, and this is none", next);
            }
        }
        own.forEach(merged::put);
        Mapping map = new Mapping(List.copyOf(merged.values()), mark(start));
        return function ? function(start.getTag(), map) : map;
    }

    /// The keys of maps behind `<<`; the first map that has a key wins: https://yaml.org/type/merge.html.
    private void merge(Node value, Map<String, Member> into) {
        switch (value) {
            case Mapping it ->
                it.members().forEach(one -> into.putIfAbsent(one.key().value(), one));
            case Sequence it
            when it.items().stream().allMatch(Mapping.class::isInstance) ->
                it.items().forEach(one -> merge(one, into));
            case Sequence _, Text _ ->
                mistakes.accuse(
                        value, "`<<` takes the keys of other maps, and this is no map", "write it like `<<: *name`");
        }
    }

    private void refuseTag(NodeEvent event, Optional<String> tag, boolean explicit) {
        if (explicit && tag.isPresent()) {
            String name = tag.get().replaceFirst("^tag:yaml\\.org,2002:", "!!");
            throw new Refused(
                    mark(event),
                    name.startsWith("!!")
                            ? "the tag " + Quote.of(name) + " is not read here"
                            : "tags are not read here",
                    "remove the tag; write text that starts with `!` in quotes");
        }
    }

    private Mark mark(Event event) {
        return event.getStartMark()
                .map(it -> new Mark(file, it.getLine() + 1, it.getColumn() + 1))
                .orElse(new Mark(file, 0, 0));
    }
}
