package envgate.rules.catalog.parity;

import envgate.rules.engine.RuleTester;
import org.junit.jupiter.api.Test;

class CodeFarBehindSourceTest {

    @Test
    void says_what_its_examples_expect() {
        RuleTester.check(CodeFarBehindSource.class);
    }
}
