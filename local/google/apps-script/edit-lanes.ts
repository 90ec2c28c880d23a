// While an edit trigger of a document runs, only so many further edit events wait; the rest are lost.

export type EditLanes = {
  /**
   * Runs `start` now or later.
   *
   * @param isOverlapping whether it may run beside an earlier one instead of after it
   * @returns false when the event is lost
   */
  enter(lane: string, isOverlapping: boolean, start: () => void): boolean;
  leave(lane: string): void;
};

type Lane = { running: number; readonly waiting: (() => void)[] };

export function createEditLanes(maxWaiting: number): EditLanes {
  const lanes = new Map<string, Lane>();
  return {
    enter(name, isOverlapping, start) {
      const lane = lanes.get(name) ?? { running: 0, waiting: [] };
      lanes.set(name, lane);
      if (lane.running + lane.waiting.length > maxWaiting) return false;
      if (lane.running === 0 || isOverlapping) {
        lane.running += 1;
        start();
      } else lane.waiting.push(start);
      return true;
    },
    leave(name) {
      const lane = lanes.get(name);
      if (lane === undefined) return;
      lane.running -= 1;
      if (lane.running > 0) return;
      const next = lane.waiting.shift();
      if (next === undefined) lanes.delete(name);
      else {
        lane.running += 1;
        next();
      }
    },
  };
}
