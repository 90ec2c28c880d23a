/** Where a stage of a programme is deployed: accounts, region, the committee's file. No secrets. */
import * as z from 'zod/mini';

/** The committee's spreadsheet and Google's project are made by people, so their ids stand here. */
export const DeploymentTarget = z.strictObject({
  awsAccount: z.string().check(z.regex(/^\d{12}$/, 'not the 12 digits of an AWS account')),
  awsRegion: z.string().check(z.regex(/^[a-z]{2}(-[a-z]+)+-\d$/, 'not an AWS region')),
  googleProject: z
    .string()
    .check(z.regex(/^[a-z][a-z0-9-]{4,28}[a-z0-9]$/, 'not the id of a Google Cloud project')),
  googleProjectNumber: z.string().check(z.regex(/^\d{6,20}$/, 'not the number of that project')),
  committeeSpreadsheetId: z
    .string()
    .check(z.regex(/^[A-Za-z0-9_-]{20,100}$/, 'not the long id in the address of a spreadsheet')),
});
export type DeploymentTarget = z.infer<typeof DeploymentTarget>;

export const Deployments = z.strictObject({
  dev: z.optional(DeploymentTarget),
  prod: z.optional(DeploymentTarget),
});
