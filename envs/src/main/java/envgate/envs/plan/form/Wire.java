package envgate.envs.plan.form;

import envgate.envs.plan.Term;
import envgate.envs.source.capture.HiddenText;
import envgate.envs.source.capture.Redaction;
import envgate.envs.source.capture.UnresolvedText;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Writes terms as answers of AWS hold them; what is secret by declaration is hidden here already.
public final class Wire {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final Redaction redaction;
    private final List<String> secrets;

    /// @param secrets texts that are secret by declaration, `NoEcho` parameters
    public Wire(Redaction redaction, List<String> secrets) {
        this.redaction = redaction;
        this.secrets = secrets.stream().filter(it -> !it.isEmpty()).toList();
    }

    /// Every scalar becomes a text: that is what AWS's decoder takes as well.
    public JsonNode of(Term term) {
        return switch (term) {
            case Term.Literal it -> JSON.stringNode(it.secret() ? hidden(it.text()) : it.text());
            case Term.Unknown it -> JSON.stringNode(UnresolvedText.write(it.reason()));
            case Term.Veiled it -> JSON.stringNode(HiddenText.write(it.hidden()));
            case Term.Listed it -> {
                ArrayNode list = JSON.arrayNode();
                it.items().forEach(item -> list.add(of(item)));
                yield list;
            }
            case Term.Members it -> members(it);
        };
    }

    public ObjectNode members(Term.Members members) {
        ObjectNode object = JSON.objectNode();
        members.members().forEach((name, value) -> object.set(name, of(value)));
        return object;
    }

    private String hidden(String text) {
        if (text.isEmpty()) {
            return text;
        }
        String visible = text;
        for (String it : secrets) {
            visible = visible.replace(it, "***");
        }
        boolean shows = !visible.equals(text) && visible.contains("://");
        return HiddenText.write(redaction.hide(text, shows ? visible : ""));
    }
}
