package envgate.envs.document;

import static org.assertj.core.api.Assertions.assertThat;

import envgate.envs.document.Node.Kind;
import envgate.envs.document.Node.Mapping;
import envgate.envs.document.Node.Sequence;
import envgate.envs.document.Node.Text;
import envgate.envs.model.Origin;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DocumentTest {

    private final Mistakes mistakes = new Mistakes();

    private Part read(String file, String text) {
        return Part.of(
                Document.read(file, text.getBytes(StandardCharsets.UTF_8), mistakes)
                        .orElseThrow(),
                mistakes);
    }

    private static String place(Part part) {
        return part.mark().line() + ":" + part.mark().column();
    }

    @Test
    void every_node_knows_where_it_was_written() {
        Part root = read("a.yaml", """
                # a comment
                list: [one, {two: 2}]
                map:
                  key: |
                    text
                """);

        assertThat(place(root.get("list"))).isEqualTo("2:1");
        assertThat(root.get("list").items()).extracting(DocumentTest::place).containsExactly("2:8", "2:13");
        assertThat(root.get("map").get("key").text()).isEqualTo("text\n");
        assertThat(root.get("map").get("key").origin()).isEqualTo(new Origin.FileLine("a.yaml", 4));
        assertThat(place(root.get("absent"))).isEqualTo("2:1");
    }

    @Test
    void json_and_yaml_of_the_same_text_are_the_same_tree() {
        String text = """
                {"a": [1, -2.5e3, true, null, "x \\u00e9 \\ud83d\\ude00 \\/"],
                 "b": {}, "c": [], "": ""}
                """;

        assertThat(shape(read("f.json", text).node()))
                .isEqualTo(shape(read("f.yaml", text).node()));
        assertThat(place(read("f.json", text).get("b"))).isEqualTo("2:2");
        assertThat(mistakes.isEmpty()).isTrue();
    }

    /// A tree without its places.
    private static String shape(@Nullable Node node) {
        return switch (node) {
            case null -> "";
            case Mapping it ->
                it.members().stream()
                        .map(one -> one.key().value() + "=" + shape(one.value()))
                        .toList()
                        .toString();
            case Sequence it ->
                it.items().stream().map(DocumentTest::shape).toList().toString();
            case Text it -> it.kind() + " " + it.value();
        };
    }

    @Test
    void scalars_are_what_yamls_core_schema_says() {
        Map<String, Kind> kinds = Map.ofEntries(
                Map.entry("012345678901", Kind.NUMBER),
                Map.entry("\"012345678901\"", Kind.TEXT),
                Map.entry("0x1F", Kind.NUMBER),
                Map.entry("1.5", Kind.NUMBER),
                Map.entry("true", Kind.FLAG),
                Map.entry("yes", Kind.TEXT),
                Map.entry("on", Kind.TEXT),
                Map.entry("~", Kind.NOTHING),
                Map.entry("null", Kind.NOTHING),
                Map.entry("''", Kind.TEXT),
                Map.entry("2027-06-30", Kind.TEXT),
                Map.entry("12:30", Kind.TEXT),
                Map.entry("<<", Kind.TEXT));

        kinds.forEach((written, kind) -> assertThat(
                        read("a.yaml", "a: " + written).get("a").node())
                .as(written)
                .isInstanceOfSatisfying(Text.class, it -> assertThat(it.kind()).isEqualTo(kind)));
    }

    @Test
    void merged_keys_keep_their_own_place_and_yield_to_the_maps_own() {
        Part root = read("a.yaml", """
                one: &one {a: 1, b: 1}
                two: &two {b: 2, c: 2}
                both:
                  c: 3
                  <<: [*one, *two]
                quoted: {"<<": text}
                """);

        assertThat(root.get("both").entries())
                .extracting(it -> it.key() + it.value().text())
                .containsExactlyInAnyOrder("a1", "b1", "c3");
        assertThat(place(root.get("both").get("a"))).isEqualTo("1:12");
        assertThat(root.get("quoted").get("<<").text()).isEqualTo("text");
        assertThat(mistakes.isEmpty()).isTrue();
    }

    @Test
    void anchors_of_one_document_do_not_reach_into_the_next() {
        List<Node> documents = Document.readAll("a.yaml", "a: &a 1\n---\nb: *a\n", mistakes);

        assertThat(documents).hasSize(1);
        assertThat(mistakes.isEmpty()).isFalse();
    }

    @Test
    void many_short_aliases_are_no_bomb() {
        StringBuilder text = new StringBuilder("base: &base {a: 1}\nlist:\n");
        for (int i = 0; i < 2000; i++) {
            text.append("  - *base\n");
        }

        assertThat(read("a.yaml", text.toString()).get("list").items()).hasSize(2000);
        assertThat(mistakes.isEmpty()).isTrue();
    }

    @Test
    void variables_are_put_in_once_and_shown_as_they_were_written() {
        Node tree = Document.readAll("a.yaml", "a: \"${X}-${X}\"\nb: 1\n\"${X}\": c", mistakes)
                .getFirst();
        Part filled = Part.of(Variables.putIn(tree, Map.of("X", "${Y}$1"), mistakes), mistakes);

        assertThat(filled.get("a").text()).isEqualTo("${Y}$1-${Y}$1");
        assertThat(filled.get("a").quoted()).isEqualTo("`${X}-${X}`");
        assertThat(filled.get("${X}").text()).isEqualTo("c");
        assertThat(mistakes.isEmpty()).isTrue();
    }

    @Test
    void a_template_may_say_by_tags_what_is_plain_anyway() {
        Mistakes none = new Mistakes();
        Node read = Document.readTemplate(
                        "t.yaml",
                        "{a: !!int 1, b: !!str 1, c: !!bool yes, d: !!map {e: !!seq [!!float 1.5]}}"
                                .getBytes(StandardCharsets.UTF_8),
                        none)
                .orElseThrow();
        Mistakes wrong = new Mistakes();
        Document.readTemplate("t.yaml", "a: !!int x\n".getBytes(StandardCharsets.UTF_8), wrong);
        Mistakes elsewhere = new Mistakes();
        Document.read("t.yaml", "a: !!int 1\n".getBytes(StandardCharsets.UTF_8), elsewhere);

        assertThat(none.all()).isEmpty();
        assertThat(((Node.Mapping) read).members())
                .extracting(it -> it.value() instanceof Node.Text text ? text.kind() + " " + text.value() : "map")
                .containsExactly("NUMBER 1", "TEXT 1", "FLAG true", "map");
        assertThat(wrong.all())
                .extracting(it -> it.text())
                .singleElement()
                .asString()
                .startsWith("t.yaml:1:4: the tag `!!int` is not read here");
        assertThat(elsewhere.all()).hasSize(1);
    }
}
