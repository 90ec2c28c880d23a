/** Which table a command asks: the one that was named, or the one that was deployed from here. */
import { toStatefulStackName } from '../../infra/resource-names.ts';
import { openUnitTable as openTable, type UnitTable } from '../../local/unit-table.ts';
import { type DeployedPlaces, readDeployedPlaces, toRegion } from '../deployed-places.ts';
import { type Context, WrongUse } from './context.ts';

/** @returns undefined when none was named, and none was deployed from this machine */
export function findUnitTable(context: Context): UnitTable | undefined {
  const { args, programme } = context;
  const named = args.texts.table ?? process.env.TABLE_NAME;
  if (named !== undefined && named !== '') {
    return openTable({ tableName: named, programme: programme.code, region: undefined });
  }
  const places = findPlaces(context);
  if (places === undefined) return undefined;
  const { tableName } = places;
  return openTable({ tableName, programme: programme.code, region: toRegion(places) });
}

/** @throws WrongUse that says what to give */
export function openUnitTable(context: Context): UnitTable {
  const table = findUnitTable(context);
  if (table !== undefined) return table;
  const { command, stage } = context.args;
  throw new WrongUse(
    `${command} needs the table, and ${context.programme.code} ${stage} was not deployed from this machine: --table NAME (TableName of ${toStatefulStackName(stage)}), or TABLE_NAME`,
  );
}

/** @throws Fault 'config.invalid' for a damaged file */
export function findPlaces({ args, programme, deployments }: Context): DeployedPlaces | undefined {
  return readDeployedPlaces(deployments, { programme: programme.code, stage: args.stage });
}
