// What a person still has to do in Google after a deployment; no command can press for them.
import type { DeploymentChoice } from '../choose-deployment.ts';
import type { DeployedPlaces } from '../deployed-places.ts';
import { toGoogleConfig } from '../google-config/google-config.ts';

export function listRemainingSteps(
  { stage, programme, target }: DeploymentChoice,
  { apiUrl, tableName, masterSecretArn }: DeployedPlaces,
): readonly string[] {
  const { code } = programme;
  const { serviceAccount } = toGoogleConfig({ stage, programme: code, target });
  const options = `--programme ${code} --stage ${stage}`;
  const secret = `aws secretsmanager get-secret-value --secret-id ${masterSecretArn} --query SecretString --output text --region ${target.awsRegion}`;
  const ses = programme.mails === undefined ? [] : [toMailStep(programme.mails.from)];
  return [
    `Once: let Google trust the functions: npm run -s google:config -- ${stage} --programme ${code}`,
    `Once: share https://docs.google.com/spreadsheets/d/${target.committeeSpreadsheetId}/edit and each unit's spreadsheet, as an editor, with ${serviceAccount}`,
    ...ses,
    `Give new units a spreadsheet and push this version to all: npm run -s units -- add --all ${options}, then npm run -s units -- push ${options}`,
    `Give new units and the committee their codes: ${secret} | npm run -s codes -- ${code} ${apiUrl} --table ${tableName} > codes.csv`,
    `See who still has to press «Kích hoạt»: npm run -s units -- list --texts --table ${tableName} ${options}`,
  ];
}

function toMailStep(from: string): string {
  const domain = from.slice(from.indexOf('@') + 1);
  return `Once: put the DKIM records SES shows for ${domain} into its DNS, and ask AWS to let SES out of its sandbox`;
}
