package envgate.checker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestTest {

    private static final List<String> KNOWN = List.of("dev", "staging", "prod");

    @ParameterizedTest
    @CsvSource({"prdo, prod", "prd, prod", "stagign, staging", "dve, dev", "Prod, prod"})
    void a_slip_is_guessed(String word, String meant) {
        assertThat(Nearest.to(word, KNOWN)).isEqualTo("did you mean `" + meant + "`?");
    }

    @Test
    void another_word_is_not() {
        assertThat(Nearest.to("qa", KNOWN)).isEqualTo("known are `dev`, `staging`, `prod`");
        assertThat(Nearest.to("qa", List.of())).isEmpty();
    }
}
