package envgate.rules.analysis.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AuthorizationTest {

    @Test
    void an_action_is_found_in_any_case_and_told_as_aws_spells_it() {
        assertThat(Authorization.action("S3:getobject").orElseThrow().name()).isEqualTo("s3:GetObject");
        assertThat(Authorization.action("s3:GetObjects")).isEmpty();
        assertThat(Authorization.action("nobody:Get")).isEmpty();
        assertThat(Authorization.action("*")).isEmpty();
    }

    @Test
    void an_action_without_resource_level_permissions_is_asked_for_without_a_resource() {
        assertThat(Authorization.action("s3:ListAllMyBuckets").orElseThrow().takesResources())
                .isFalse();
        assertThat(Authorization.fits("s3:ListAllMyBuckets", "*")).isTrue();
        assertThat(Authorization.fits("s3:ListAllMyBuckets", "arn:aws:s3:::orders"))
                .isFalse();
        assertThat(Authorization.fits("s3:GetObject", "*")).isFalse();
    }

    @Test
    void a_resource_is_of_the_type_whose_form_says_most() {
        assertThat(Authorization.fits("s3:GetObject", "arn:aws:s3:::orders/a/b"))
                .isTrue();
        assertThat(Authorization.fits("s3:GetObject", "arn:aws:s3:::orders")).isFalse();
        assertThat(Authorization.fits("s3:DeleteBucket", "arn:aws:s3:::orders")).isTrue();
        assertThat(Authorization.fits("s3:DeleteBucket", "arn:aws:s3:::orders/a"))
                .isFalse();
        assertThat(Authorization.fits("iam:PassRole", "arn:aws:iam::111122223333:role/path/api"))
                .isTrue();
        assertThat(Authorization.fits("iam:PassRole", "arn:aws:iam::111122223333:user/jo"))
                .isFalse();
    }

    @Test
    void an_action_knows_its_condition_keys() {
        assertThat(Authorization.action("iam:PassRole").orElseThrow().keys()).contains("iam:PassedToService");
        assertThat(Authorization.action("s3:ListBucket").orElseThrow().keys()).contains("s3:prefix");
    }

    @Test
    void every_type_of_resources_has_an_example_of_its_own_form() {
        List<String> wrong = new ArrayList<>();
        for (String prefix : Authorization.prefixes()) {
            for (Authorization.Type it : Authorization.of(prefix).orElseThrow().types()) {
                if (!it.fit().matches(it.example("111122223333"))) {
                    wrong.add(prefix + " " + it.arn());
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    /// What a thing of each kind is called.
    private static String arn(Kind kind) {
        String here = "arn:aws:" + kind.service() + ":eu-west-1:111122223333:";
        return switch (kind) {
            case QUEUE, TOPIC -> here + "orders";
            case TABLE -> here + "table/orders";
            case INDEX -> here + "table/orders/index/date";
            case BUCKET -> "arn:aws:s3:::orders";
            case OBJECT -> "arn:aws:s3:::orders/a/b";
            case KEY -> here + "key/1234";
            case SECRET -> here + "secret:orders-AbCdEf";
            case REPOSITORY -> here + "repository/orders/api";
            case EVENT_BUS -> here + "event-bus/orders";
            case PARAMETER -> here + "parameter/orders";
            case FUNCTION -> here + "function:orders";
            case VERSION -> here + "function:orders:1";
            case DATABASE -> here + "db:orders";
            case CACHE -> here + "cluster:orders";
            case LOAD_BALANCER -> here + "loadbalancer/app/orders/1234";
            case API -> "arn:aws:apigateway:eu-west-1::/restapis/1234";
            case API_PART -> "arn:aws:apigateway:eu-west-1::/restapis/1234/stages/prod";
            case ROLE -> "arn:aws:iam::111122223333:role/orders";
        };
    }

    @Test
    void every_deed_is_an_action_that_aws_knows_on_such_a_thing() {
        // Kinds that stand for several types of AWS, each with some of the actions.
        List<Kind> several = List.of(Kind.DATABASE, Kind.CACHE, Kind.API, Kind.API_PART, Kind.VERSION);
        List<String> unknown = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            for (Kind.Deed it : kind.deeds()) {
                boolean takesSome = Authorization.action(it.action())
                        .map(Authorization.Action::takesResources)
                        .orElse(false);
                if (!takesSome || (!several.contains(kind) && !Authorization.fits(it.action(), arn(kind)))) {
                    unknown.add(kind + " " + it.action());
                }
            }
        }
        assertThat(unknown).isEmpty();
    }
}
