package envgate.envs.source.aws;

import envgate.envs.inventory.Whereabouts.AwsAccount;
import envgate.envs.inventory.Whereabouts.Credentials;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.profiles.Profile;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.profiles.ProfileFileLocation;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.auth.StsAssumeRoleCredentialsProvider;

/// As whom an environment is read: the keys that the inventory asks for, and what to do when there are
/// none.
///
/// The process's environment variables are those of the run; with none that name keys, the SDK's default
/// chain looks on (https://docs.aws.amazon.com/sdk-for-java/latest/developer-guide/credentials-chain.html).
final class Login {

    private static final String SESSION = "envgate";
    private static final int DEEPEST_CHAIN = 8;

    private final AwsAccount where;
    private final Trip trip;
    private final ProfileFile profiles;

    Login(AwsAccount where, Trip trip) {
        this.where = where;
        this.trip = trip;
        this.profiles = profiles(trip);
    }

    ProfileFile profiles() {
        return profiles;
    }

    /// @param sts makes a client that assumes a role with other keys
    AwsCredentialsProvider keys(Function<AwsCredentialsProvider, StsClient> sts) {
        return keys(where.credentials(), sts);
    }

    private AwsCredentialsProvider keys(Credentials credentials, Function<AwsCredentialsProvider, StsClient> sts) {
        return switch (credentials) {
            case Credentials.DefaultChain() -> defaultChain();
            case Credentials.Profile(String name) ->
                ProfileCredentialsProvider.builder()
                        .profileFile(profiles)
                        .profileName(name)
                        .build();
            case Credentials.Role role ->
                StsAssumeRoleCredentialsProvider.builder()
                        .stsClient(sts.apply(keys(role.source(), sts)))
                        .refreshRequest(request -> {
                            request.roleArn(role.arn())
                                    .roleSessionName(role.sessionName().isEmpty() ? SESSION : role.sessionName());
                            if (!role.externalId().isEmpty()) {
                                request.externalId(role.externalId());
                            }
                        })
                        .build();
        };
    }

    private AwsCredentialsProvider defaultChain() {
        String id = trip.setting("AWS_ACCESS_KEY_ID");
        String secret = trip.setting("AWS_SECRET_ACCESS_KEY");
        String token = trip.setting("AWS_SESSION_TOKEN");
        if (!id.isEmpty() && !secret.isEmpty()) {
            return StaticCredentialsProvider.create(
                    token.isEmpty()
                            ? AwsBasicCredentials.create(id, secret)
                            : AwsSessionCredentials.create(id, secret, token));
        }
        DefaultCredentialsProvider.Builder chain =
                DefaultCredentialsProvider.builder().profileFile(profiles);
        if (!trip.setting("AWS_PROFILE").isEmpty()) {
            chain.profileName(trip.setting("AWS_PROFILE"));
        }
        return chain.build();
    }

    /// What is wrong with the keys, and what to do next: in our words, since the SDK's may quote anything.
    String advice() {
        return advice(where.credentials());
    }

    private String advice(Credentials credentials) {
        return switch (credentials) {
            case Credentials.DefaultChain() -> {
                String name = trip.setting("AWS_PROFILE");
                yield trip.setting("AWS_ACCESS_KEY_ID").isEmpty()
                                && profile(name.isEmpty() ? "default" : name).isPresent()
                        ? ofProfile(name.isEmpty() ? "default" : name)
                        : "there are no valid AWS credentials: set AWS_PROFILE, run `aws configure`, or name a"
                                + " `profile` or `role` in the inventory";
            }
            case Credentials.Profile(String name) -> ofProfile(name);
            case Credentials.Role role -> advice(role.source());
        };
    }

    private String ofProfile(String name) {
        Optional<Profile> found = profile(name);
        if (found.isEmpty()) {
            return "there is no profile `" + name + "` in the AWS configuration: run `aws configure list-profiles`";
        }
        if (uses(found.get(), "sso_session", 0) || uses(found.get(), "sso_start_url", 0)) {
            return "the sign-in of profile `" + name + "` is missing or has expired: run: aws sso login --profile "
                    + name;
        }
        if (uses(found.get(), "mfa_serial", 0)) {
            return "profile `" + name
                    + "` asks for a code, which envgate cannot: sign in first and pass the keys on, as"
                    + " `aws configure export-credentials --profile " + name + " --format env` prints them";
        }
        return "the credentials of profile `" + name + "` are missing, invalid or expired: renew them and try"
                + " `aws sts get-caller-identity --profile " + name + "`";
    }

    private Optional<Profile> profile(String name) {
        return profiles.profile(name);
    }

    /// Whether a profile, or one that it takes its keys from, has a setting.
    private boolean uses(Profile profile, String setting, int depth) {
        if (profile.property(setting).isPresent()) {
            return true;
        }
        Optional<Profile> source = profile.property("source_profile").flatMap(this::profile);
        return depth < DEEPEST_CHAIN
                && source.filter(it -> uses(it, setting, depth + 1)).isPresent();
    }

    /// The name of the profile whose settings hold for the clients; empty for the default one.
    String profileName() {
        return where.credentials() instanceof Credentials.Profile(String name) ? name : trip.setting("AWS_PROFILE");
    }

    private static ProfileFile profiles(Trip trip) {
        try {
            return readProfiles(trip);
        } catch (IllegalArgumentException | IllegalStateException | UncheckedIOException _) {
            throw new BadConfiguration("the AWS configuration file cannot be read: run `aws configure list-profiles`");
        }
    }

    /// The user's AWS configuration is broken; the message quotes nothing of it.
    static final class BadConfiguration extends RuntimeException {

        private static final long serialVersionUID = 1;

        BadConfiguration(String message) {
            super(message, null, false, false);
        }
    }

    private static ProfileFile readProfiles(Trip trip) {
        ProfileFile.Aggregator all = ProfileFile.aggregator();
        file(trip.setting("AWS_SHARED_CREDENTIALS_FILE"), ProfileFileLocation.credentialsFilePath())
                .ifPresent(it -> all.addFile(read(it, ProfileFile.Type.CREDENTIALS)));
        file(trip.setting("AWS_CONFIG_FILE"), ProfileFileLocation.configurationFilePath())
                .ifPresent(it -> all.addFile(read(it, ProfileFile.Type.CONFIGURATION)));
        return all.build();
    }

    private static Optional<Path> file(String named, Path usual) {
        return Optional.of(named.isEmpty() ? usual : Path.of(named)).filter(Files::isRegularFile);
    }

    private static ProfileFile read(Path file, ProfileFile.Type type) {
        return ProfileFile.builder().content(file).type(type).build();
    }
}
