// Entry of `npm start`: options and signals in, an exit code out.
import { isNodeNewEnough, NEEDED_NODE } from './start/node-version.ts';

if (isNodeNewEnough(process.versions.node)) {
  // Loaded only now: an older Node would stop at the first thing it does not know.
  const { main } = await import('./start/main.ts');
  await main();
} else {
  const { major, minor } = NEEDED_NODE;
  process.stderr.write(
    `Node ${major}.${minor} or newer is needed; this is ${process.versions.node}.\n`,
  );
  process.exitCode = 1;
}
