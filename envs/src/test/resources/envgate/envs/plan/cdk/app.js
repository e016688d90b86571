// The application that `cdk.out` was made of: `node app.js` with aws-cdk-lib on NODE_PATH and CDK_OUTDIR set.
const path = require('path');
const { App, Stack, NestedStack, Stage, CfnOutput, CfnParameter, Duration, Fn } = require('aws-cdk-lib');
const ec2 = require('aws-cdk-lib/aws-ec2');
const lambda = require('aws-cdk-lib/aws-lambda');
const sources = require('aws-cdk-lib/aws-lambda-event-sources');
const sqs = require('aws-cdk-lib/aws-sqs');
const dynamodb = require('aws-cdk-lib/aws-dynamodb');

const prod = { account: '333333333333', region: 'eu-west-1' };
const code = () => lambda.Code.fromAsset(path.join(__dirname, 'src'));

class Tables extends NestedStack {
  constructor(scope, id) {
    super(scope, id);
    this.orders = new dynamodb.Table(this, 'Orders', {
      tableName: 'orders-prod',
      partitionKey: { name: 'id', type: dynamodb.AttributeType.STRING },
    });
    new lambda.Function(this, 'Sweep', {
      functionName: 'orders-prod-sweep', runtime: lambda.Runtime.PYTHON_3_13, handler: 'app.handler', code: code(),
      environment: { TABLE: this.orders.tableName },
    });
  }
}

class Queues extends Stack {
  constructor(scope, id, props) {
    super(scope, id, props);
    this.work = new sqs.Queue(this, 'Work', { queueName: 'orders-prod-work', visibilityTimeout: Duration.seconds(60) });
  }
}

class Orders extends Stack {
  constructor(scope, id, props) {
    super(scope, id, props);
    const level = new CfnParameter(this, 'LogLevel', { default: 'INFO' });
    const vpc = new ec2.Vpc(this, 'Network', {
      availabilityZones: ['eu-west-1a', 'eu-west-1b'],
      natGateways: 1,
      restrictDefaultSecurityGroup: false,
    });
    const tables = new Tables(this, 'Tables');
    const api = new lambda.Function(this, 'Api', {
      functionName: 'orders-prod-api', runtime: lambda.Runtime.PYTHON_3_13, handler: 'app.handler', code: code(), vpc,
      environment: {
        TABLE: tables.orders.tableName, QUEUE: props.work.queueUrl, LOG_LEVEL: level.valueAsString,
        OWNER: Fn.importValue('platform-owner'),
      },
    });
    tables.orders.grantReadWriteData(api);
    props.work.grantConsumeMessages(api);
    api.addEventSource(new sources.SqsEventSource(props.work, { batchSize: 5 }));
    new CfnOutput(this, 'ApiName', { value: api.functionName });
  }
}

const app = new App({
  analyticsReporting: false,
  context: { 'availability-zones:account=333333333333:region=eu-west-1': ['eu-west-1a', 'eu-west-1b'] },
});
const queues = new Queues(app, 'Queues', { env: prod, stackName: 'orders-prod-queues' });
new Orders(app, 'Orders', { env: prod, stackName: 'orders-prod', work: queues.work });

// Of no environment in particular.
const anywhere = new Stack(app, 'Anywhere', { stackName: 'orders-alarms' });
new sqs.Queue(anywhere, 'Dead', { queueName: 'orders-dead' });

// A stage is an assembly of its own within this one.
const staging = new Stage(app, 'Staging', { env: { account: '222222222222', region: 'eu-west-1' } });
new Queues(staging, 'Queues', { stackName: 'orders-staging-queues' });

app.synth();
