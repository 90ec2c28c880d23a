/** Scripts that do not run, and the server that reads their sheets itself. */
import { listScenarioFiles, runScenarioFiles } from './run-scenario-files.ts';

runScenarioFiles(listScenarioFiles((name) => /^w\d\d/.test(name)));
