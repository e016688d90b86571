package envgate.rules.catalog.parity;

import envgate.rules.engine.RuleTester;
import org.junit.jupiter.api.Test;

class ParameterLeftAtDefaultTest {

    @Test
    void says_what_its_examples_expect() {
        RuleTester.check(ParameterLeftAtDefault.class);
    }
}
