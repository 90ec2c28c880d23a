/** What `--help` says, and what a wrong call is answered with. */

export const COMMANDS = [
  'list',
  'add',
  'adopt',
  'push',
  'rollback',
  'verify',
  'rotate',
  'revoke',
  'retire',
] as const;
export type CommandName = (typeof COMMANDS)[number];

export const OVERVIEW = `usage: npm run -s units -- COMMAND [options]

  list      every unit: its spreadsheet, its version, who must press «Kích hoạt» and who has
  add       makes spreadsheets with a script, for units that have none
  adopt     registers a spreadsheet a unit already has
  push      the built bundle to every script that has another one, one unit first
  rollback  brings back what each script had before
  verify    reads every script back and compares
  rotate    gives units a new key by routine; their sheets learn it by themselves
  revoke    refuses leaked keys of units at once, and writes new codes
  retire    revokes a unit's keys and leaves its script alone from now on

COMMAND --help tells the rest.
`;

const COMMON = `
  --programme CODE       the only one of programmes/ when not given
  --stage dev|prod       dev when not given
  --only UNIT[,UNIT…]    of the registered units these
  --parallel N           how many at a time, 1 to 16; 4 when not given
  --dry-run              says what it would do, and does nothing
  --json                 one JSON document on standard output
  --registry FILE        fleet/PROGRAMME.STAGE.json when not given
  --data DIR             contents and clasp targets, .local/units when not given
  --auth FILE            as clasp login wrote it, ~/.clasprc.json when not given

exit code 0: all is well; 1: something is not, told by unit; 2: called wrongly, nothing was done
`;

const TABLE = `
  --table NAME           the records' table; when not given TABLE_NAME, else the one that
                         npm run deploy made from this machine. Asked with the AWS credentials of
                         the environment; DYNAMODB_ENDPOINT names a server of this machine`;

const CODES = `
  --codes FILE           writes the activation code of each unit's newest key there, never on the
                         screen; needs the master secret on standard input, and --endpoint
  --endpoint URL         ApiUrl, as the deployment printed it; of a deployment from this machine
                         when not given`;

export const USAGE: { readonly [name in CommandName]: string } = {
  list: `usage: npm run -s units -- list [options]
${TABLE}
  --texts                per unit that has not pressed «Kích hoạt»: the text to send it${COMMON}`,
  add: `usage: npm run -s units -- add UNIT… | --all [options]

Makes a spreadsheet of the signed-in account with a script bound to it. «committee» is the
committee's own.

  --all                  every unit of the programme that is not registered
  --again                also where an earlier add ended before it said what it had made${COMMON}`,
  adopt: `usage: npm run -s units -- adopt UNIT --spreadsheet ID --script ID [options]

  --spreadsheet ID       the long word after /d/ in the spreadsheet's address
  --script ID            Extensions > Apps Script > project settings
  --overwrite            also when the script holds code of its own, which push then replaces${COMMON}`,
  push: `usage: npm run -s units -- push [options]

  --canary UNIT          gets a new version before all others; the first one when not given
  --overwrite            also where somebody changed the script at Google; what stood there is kept
  --bundle DIR           another folder than dist/appsscript
  --timeout SECONDS      of one clasp, 120 when not given${COMMON}`,
  rollback: `usage: npm run -s units -- rollback [options]

  --overwrite            also where somebody changed the script at Google; what stood there is kept
  --bundle DIR           the version to go back to, built anew, where --data does not hold it
  --timeout SECONDS      of one clasp, 120 when not given${COMMON}`,
  verify: `usage: npm run -s units -- verify [options]${COMMON}`,
  rotate: `usage: npm run -s units -- rotate UNIT… | --all [--codes FILE] [options]

The routine change of keys. Each sheet learns its new key by itself from the next answer, as long as
the key of before is accepted; nobody does anything. The bundle that learns keys must have been
pushed before. A sheet that sleeps through that time needs a new activation code.

  --overlap-days N       how long the key of before is accepted, 0 to 90; 14 when not given.
                         Until then the unit is not rotated again${CODES}${TABLE}${COMMON}`,
  revoke: `usage: npm run -s units -- revoke UNIT… --codes FILE [options]

After a leak: refuses keys from the next request on and for good, and with each those that followed
it, since whoever held it was told them. The unit's rows wait until its new code is pasted.

  --versions N[,N…]      those that leaked; all there are when not given${CODES}${TABLE}${COMMON}`,
  retire: `usage: npm run -s units -- retire UNIT… [options]

History and figures stay.
${TABLE}${COMMON}`,
};
