// Runs the contract of the Sheets API on the stand-in, and on Google when asked to.
//
// On Google: REMOTE=1, GOOGLE_APPLICATION_CREDENTIALS, and SHEETS_CONTRACT_SPREADSHEET_ID naming a
// spreadsheet with locale vi_VN that the account may edit.

import { auth, sheets } from '@googleapis/sheets';
import { afterAll } from 'vitest';
import { type SheetsApi, startSheetsApi } from '../../local/google/sheets-api/start-sheets-api.ts';
import { Workbook } from '../../local/google/workbook/workbook.ts';
import { describeSheetsApi } from './sheets-api-contract.ts';

let api: SheetsApi | undefined;

afterAll(async () => {
  await api?.stop();
});

describeSheetsApi('the stand-in', async () => {
  const workbook = new Workbook({ spreadsheetId: 'uy-ban', title: 'Tổng hợp' });
  api = await startSheetsApi({
    workbooks: (id) => (id === workbook.spreadsheetId ? workbook : undefined),
    checksAnswers: true,
  });
  const client = sheets({ version: 'v4', rootUrl: api.url, retry: false });
  return { client, spreadsheetId: workbook.spreadsheetId };
});

const spreadsheetId = process.env.SHEETS_CONTRACT_SPREADSHEET_ID;
const hasCredentials = process.env.GOOGLE_APPLICATION_CREDENTIALS !== undefined;
if (process.env.REMOTE === '1' && spreadsheetId !== undefined && hasCredentials) {
  describeSheetsApi('Google', async () => ({
    client: sheets({
      version: 'v4',
      auth: new auth.GoogleAuth({ scopes: ['https://www.googleapis.com/auth/spreadsheets'] }),
    }),
    spreadsheetId,
  }));
} else {
  process.stdout.write(
    'Sheets API of Google: not run, it needs REMOTE=1, GOOGLE_APPLICATION_CREDENTIALS and ' +
      'SHEETS_CONTRACT_SPREADSHEET_ID\n',
  );
}
