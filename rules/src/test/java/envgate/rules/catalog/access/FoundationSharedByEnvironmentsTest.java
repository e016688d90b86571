package envgate.rules.catalog.access;

import envgate.rules.engine.RuleTester;
import org.junit.jupiter.api.Test;

class FoundationSharedByEnvironmentsTest {

    @Test
    void says_what_its_examples_expect() {
        RuleTester.check(FoundationSharedByEnvironments.class);
    }
}
