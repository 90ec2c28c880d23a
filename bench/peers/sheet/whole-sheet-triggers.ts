/** The functions Google calls in a script that looks at the whole sheet, whatever happened. */
import { addMenu, install } from './install.ts';
import { runLocked } from './run-locked.ts';

export function toTriggers(sync: () => void) {
  const run = () => runLocked(sync);
  return {
    onOpen: addMenu,
    activate() {
      install();
      run();
    },
    syncNow: run,
    onEditEvent: run,
    onChangeEvent: run,
    onClock: run,
  };
}
