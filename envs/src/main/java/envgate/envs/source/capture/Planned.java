package envgate.envs.source.capture;

import envgate.envs.model.Origin;
import envgate.envs.model.Outlook;
import envgate.envs.model.Outlook.Removal;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BinaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Says of a recording that it is not what AWS answered, but what it would answer after a deploy.
///
/// @param plans the files that say what would be deployed, as the user named them
/// @param origins the line that makes a thing what it is, by the thing's ARN or id
/// @param madeAt when the oldest of the plans was made that compare with what was there then; null when they
///     are compared with what is there now, as templates are
/// @param removals what the deploy deletes or leaves behind
/// @param outputs of root modules of Terraform
public record Planned(
        List<String> plans,
        SortedMap<String, Origin.FileLine> origins,
        @Nullable Instant madeAt,
        List<Removal> removals,
        List<Told> outputs) {

    /// An output as the plan tells it.
    ///
    /// @param text as a value stands in an answer: plain, hidden or unresolved; null when it is taken away
    public record Told(String name, @Nullable String text, Origin.FileLine origin) {

        private Told redacted(BinaryOperator<String> decide) {
            return text == null ? this : new Told(name, decide.apply(name, text), origin);
        }

        private Outlook.Output output() {
            return new Outlook.Output(name, text == null ? null : Item.valueOf(text), origin);
        }
    }

    public Planned {
        plans = plans.stream().distinct().toList();
        removals = removals.stream().sorted().distinct().toList();
        outputs = outputs.stream().distinct().toList();
        origins = Collections.unmodifiableSortedMap(new TreeMap<>(origins));
    }

    public Planned(List<String> plans, SortedMap<String, Origin.FileLine> origins) {
        this(plans, origins, null, List.of(), List.of());
    }

    /// The same plans, made at a time.
    public Planned madeAt(@Nullable Instant time) {
        return new Planned(plans, origins, time, removals, outputs);
    }

    /// The same plans, with the outputs that they tell.
    public Planned telling(List<Told> told) {
        return new Planned(plans, origins, madeAt, removals, told);
    }

    /// The same plans, with the text of every output decided on.
    Planned redacted(BinaryOperator<String> decide) {
        return telling(outputs.stream().map(it -> it.redacted(decide)).toList());
    }

    /// The same plans, with what they delete or leave behind.
    Planned removing(List<Removal> gone) {
        return new Planned(plans, origins, madeAt, gone, outputs);
    }

    /// What the plans say besides what will be there.
    Outlook outlook() {
        return new Outlook(madeAt, removals, outputs.stream().map(Told::output).toList());
    }

    /// Two plans, one laid over the other.
    Planned and(Planned later) {
        TreeMap<String, Origin.FileLine> both = new TreeMap<>(origins);
        both.putAll(later.origins());
        return new Planned(
                Stream.concat(plans.stream(), later.plans().stream()).toList(),
                both,
                earlier(madeAt, later.madeAt()),
                Stream.concat(removals.stream(), later.removals().stream()).toList(),
                Stream.concat(outputs.stream(), later.outputs().stream()).toList());
    }

    private static @Nullable Instant earlier(@Nullable Instant one, @Nullable Instant other) {
        return one == null || (other != null && other.isBefore(one)) ? other : one;
    }
}
