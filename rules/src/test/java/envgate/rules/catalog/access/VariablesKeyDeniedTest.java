package envgate.rules.catalog.access;

import envgate.rules.engine.RuleTester;
import org.junit.jupiter.api.Test;

class VariablesKeyDeniedTest {

    @Test
    void says_what_its_examples_expect() {
        RuleTester.check(VariablesKeyDenied.class);
    }
}
