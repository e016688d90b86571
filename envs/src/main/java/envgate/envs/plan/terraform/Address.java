package envgate.envs.plan.terraform;

import java.util.ArrayList;
import java.util.List;

/// The steps of a Terraform address or reference: `module.net["a.b"].aws_subnet.inner[0].id` has four and
/// two with an index.
///
/// See https://developer.hashicorp.com/terraform/cli/state/resource-addressing.
record Address(List<Step> steps) {

    /// @param index as written between brackets; empty without them
    record Step(String name, String index) {}

    Address {
        steps = List.copyOf(steps);
    }

    static Address parse(String text) {
        List<Step> steps = new ArrayList<>();
        StringBuilder name = new StringBuilder();
        StringBuilder index = new StringBuilder();
        boolean quoted = false;
        boolean inside = false;
        for (int i = 0; i < text.length(); i++) {
            char it = text.charAt(i);
            boolean escaped = quoted && it == '\\' && i + 1 < text.length();
            if (escaped) {
                index.append(it).append(text.charAt(++i));
            } else if (inside && it == '"') {
                quoted = !quoted;
                index.append(it);
            } else if (!quoted && it == '[') {
                inside = true;
            } else if (!quoted && it == ']') {
                inside = false;
            } else if (!inside && it == '.') {
                steps.add(new Step(name.toString(), index.toString()));
                name.setLength(0);
                index.setLength(0);
            } else {
                (inside ? index : name).append(it);
            }
        }
        if (!name.isEmpty()) {
            steps.add(new Step(name.toString(), index.toString()));
        }
        return new Address(steps);
    }

    int size() {
        return steps.size();
    }

    String name(int i) {
        return i < steps.size() ? steps.get(i).name() : "";
    }

    String index(int i) {
        return i < steps.size() ? steps.get(i).index() : "";
    }

    /// The names of the modules of a module's address, from the root on.
    List<String> modules() {
        List<String> names = new ArrayList<>();
        for (int i = 1; i < steps.size(); i += 2) {
            names.add(steps.get(i).name());
        }
        return names;
    }
}
