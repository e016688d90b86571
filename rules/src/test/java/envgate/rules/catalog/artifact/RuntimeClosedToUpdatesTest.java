package envgate.rules.catalog.artifact;

import envgate.rules.engine.RuleTester;
import org.junit.jupiter.api.Test;

class RuntimeClosedToUpdatesTest {

    @Test
    void says_what_its_examples_expect() {
        RuleTester.check(RuntimeClosedToUpdates.class);
    }
}
