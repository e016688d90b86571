package envgate.rules.catalog.network;

import envgate.rules.engine.RuleTester;
import org.junit.jupiter.api.Test;

class EndpointForbidsResourceTest {

    @Test
    void says_what_its_examples_expect() {
        RuleTester.check(EndpointForbidsResource.class);
    }
}
