package envgate.rules.catalog.triggers;

import envgate.rules.engine.RuleTester;
import org.junit.jupiter.api.Test;

class EventSourceDisabledInTargetTest {

    @Test
    void says_what_its_examples_expect() {
        RuleTester.check(EventSourceDisabledInTarget.class);
    }
}
