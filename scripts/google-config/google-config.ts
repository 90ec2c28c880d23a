// What Google must know before the functions may sign in without a key, as commands and a document.
import type { DeploymentTarget } from '../../core/deployment-target.ts';
import type { Stage } from '../../core/stage.ts';
import { toSigningRoleName, toSigningRolePrefix } from '../../infra/resource-names.ts';

export type GoogleConfig = {
  /** Shared with it as an editor, a spreadsheet can be written. */
  readonly serviceAccount: string;
  readonly steps: readonly ConfigStep[];
  /** The `external_account` document, the parameter GoogleCredentials of the service stack. */
  readonly credentials: Readonly<Record<string, unknown>>;
};

export type ConfigStep = {
  readonly title: string;
  /** Program and arguments, unquoted. */
  readonly command: readonly string[];
};

export type GoogleConfigInput = {
  readonly stage: Stage;
  readonly programme: string;
  readonly target: DeploymentTarget;
};

/** Functions that call the Sheets API. */
const SIGNING_FUNCTIONS = ['summarize', 'sweep'] as const;
const PROVIDER = 'aws-lambda';
const API_HOSTS = [
  'iam.googleapis.com',
  'iamcredentials.googleapis.com',
  'sts.googleapis.com',
  'sheets.googleapis.com',
];

/** Nothing is created twice: every name follows from stage and programme. */
export function toGoogleConfig(input: GoogleConfigInput): GoogleConfig {
  const { stage, target } = input;
  const { googleProject, googleProjectNumber } = target;
  const account = `so-sang-kien-${stage}`;
  const pool = `so-sang-kien-${stage}`;
  const serviceAccount = `${account}@${googleProject}.iam.gserviceaccount.com`;
  const poolName = `iam.googleapis.com/projects/${googleProjectNumber}/locations/global/workloadIdentityPools/${pool}`;
  return {
    serviceAccount,
    steps: [
      ...toSetupSteps(input, { account, pool }),
      ...SIGNING_FUNCTIONS.map((name) => toBinding(input, { name, serviceAccount, poolName })),
    ],
    credentials: {
      type: 'external_account',
      audience: `//${poolName}/providers/${PROVIDER}`,
      subject_token_type: 'urn:ietf:params:aws:token-type:aws4_request',
      token_url: 'https://sts.googleapis.com/v1/token',
      service_account_impersonation_url: `https://iamcredentials.googleapis.com/v1/projects/-/serviceAccounts/${serviceAccount}:generateAccessToken`,
      credential_source: {
        environment_id: 'aws1',
        regional_cred_verification_url:
          'https://sts.{region}.amazonaws.com?Action=GetCallerIdentity&Version=2011-06-15',
      },
    },
  };
}

type Names = { readonly account: string; readonly pool: string };

function toSetupSteps({ stage, target }: GoogleConfigInput, names: Names): readonly ConfigStep[] {
  const project = `--project=${target.googleProject}`;
  const global = '--location=global';
  const roles = `arn:aws:sts::${target.awsAccount}:assumed-role/${toSigningRolePrefix(stage)}`;
  return [
    {
      title: 'The services the functions use',
      command: ['gcloud', 'services', 'enable', ...API_HOSTS, project],
    },
    {
      title: 'The account that writes the spreadsheets; it has no key',
      command: [
        'gcloud',
        'iam',
        'service-accounts',
        'create',
        names.account,
        project,
        `--display-name=So Sang Kien ${stage}`,
      ],
    },
    {
      title: 'A pool of identities from outside',
      command: [
        'gcloud',
        'iam',
        'workload-identity-pools',
        'create',
        names.pool,
        project,
        global,
        `--display-name=So Sang Kien ${stage}`,
      ],
    },
    {
      title: 'Roles of this stage in this AWS account, and no others',
      command: [
        'gcloud',
        'iam',
        'workload-identity-pools',
        'providers',
        'create-aws',
        PROVIDER,
        project,
        global,
        `--workload-identity-pool=${names.pool}`,
        `--account-id=${target.awsAccount}`,
        "--attribute-mapping=google.subject=assertion.arn.extract('assumed-role/{role}/'),attribute.aws_role=assertion.arn.extract('assumed-role/{role}/')",
        `--attribute-condition=assertion.arn.startsWith('${roles}')`,
      ],
    },
  ];
}

type Binding = {
  readonly name: string;
  readonly serviceAccount: string;
  readonly poolName: string;
};

function toBinding(
  { stage, programme, target }: GoogleConfigInput,
  { name, serviceAccount, poolName }: Binding,
): ConfigStep {
  const role = toSigningRoleName(stage, programme, name);
  return {
    title: `The function ${name} may act as that account`,
    command: [
      'gcloud',
      'iam',
      'service-accounts',
      'add-iam-policy-binding',
      serviceAccount,
      `--project=${target.googleProject}`,
      '--role=roles/iam.workloadIdentityUser',
      `--member=principalSet://${poolName}/attribute.aws_role/${role}`,
    ],
  };
}
