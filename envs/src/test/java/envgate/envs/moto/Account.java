package envgate.envs.moto;

import java.net.URI;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.Credentials;

/// One account of an emulator, with keys that are bound to it: the tests' way to put things there.
///
/// @param id 12 digits
public record Account(URI endpoint, String id, AwsCredentialsProvider credentials) {

    /// Keys of nobody in particular: enough to assume a role of any account.
    public static final AwsCredentialsProvider ANYONE =
            StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test"));

    static Account enter(URI endpoint, String id) {
        try (StsClient sts = at(endpoint, ANYONE, StsClient.builder())) {
            Credentials keys = sts.assumeRole(request -> request.roleArn("arn:aws:iam::" + id + ":role/seeder")
                            .roleSessionName("seeder"))
                    .credentials();
            return new Account(
                    endpoint,
                    id,
                    StaticCredentialsProvider.create(AwsSessionCredentials.create(
                            keys.accessKeyId(), keys.secretAccessKey(), keys.sessionToken())));
        }
    }

    /// A client of any service: `account.client(Ec2Client.builder())`.
    public <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C client(B builder) {
        return at(endpoint, credentials, builder);
    }

    /// Buckets in the path, since an emulator's host name has no place for them.
    public S3Client s3() {
        return client(S3Client.builder().forcePathStyle(true));
    }

    private static <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C at(
            URI endpoint, AwsCredentialsProvider credentials, B builder) {
        return builder.endpointOverride(endpoint)
                .region(Region.of(MotoServer.REGION))
                .credentialsProvider(credentials)
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build();
    }
}
