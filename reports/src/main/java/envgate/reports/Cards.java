package envgate.reports;

import envgate.rules.finding.Card;
import envgate.rules.finding.CheckReport;
import envgate.rules.finding.Finding;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/// The cards of a report's rules, by rule id.
record Cards(SortedMap<String, Card> byRule) {

    Cards {
        byRule = Collections.unmodifiableSortedMap(new TreeMap<>(byRule));
    }

    static Cards of(CheckReport report) {
        SortedMap<String, Card> byRule = new TreeMap<>();
        report.rules().forEach(it -> byRule.put(it.card().id(), it.card()));
        return new Cards(byRule);
    }

    /// Why the finding bites; its title where the rule's card is not in the report.
    String why(Finding finding) {
        Card card = byRule.get(finding.rule());
        return card == null ? finding.title() : card.why();
    }

    /// The topic of a rule, `other` where its card is not in the report.
    String topic(String rule) {
        Card card = byRule.get(rule);
        return card == null ? "other" : card.topic();
    }
}
