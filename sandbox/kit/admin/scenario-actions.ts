import { z } from 'zod';
import type { Clock } from '../clock.ts';
import type { ScenarioPlayer } from '../scenario/player.ts';
import { parseScenario } from '../scenario/scenario.ts';
import { actionsOn, nothing } from './action.ts';

const DAY_MS = 86_400_000;

interface Stageable {
  readonly clock: Clock;
  readonly player: ScenarioPlayer;
  changed(): void;
}

const stateOf = (box: Stageable): ScenarioPlayer['state'] & { now: string } => ({
  ...box.player.state,
  now: new Date(box.clock.now()).toISOString(),
});

/** Scripted stories: each step is another action of the same admin API. */
export function scenarioActionsOn<Box extends Stageable>() {
  const { change, look } = actionsOn<Box>();
  return {
    playScenario: change(
      z.strictObject({ scenario: z.unknown(), file: z.string().default('scenario') }),
      (box, { scenario, file }) => {
        box.player.play(parseScenario(scenario, file), file);
        return stateOf(box);
      },
    ),

    /** Moves the clock and plays every step at its own moment; without a distance to the end of the scenario. */
    advance: change(
      z
        .strictObject({
          ms: z.number().nonnegative().optional(),
          seconds: z.number().nonnegative().optional(),
          days: z.number().nonnegative().optional(),
        })
        .optional(),
      async (box, input) => {
        const { ms, seconds, days } = input ?? {};
        const isToEnd = ms === undefined && seconds === undefined && days === undefined;
        const byMs = (ms ?? 0) + (seconds ?? 0) * 1000 + (days ?? 0) * DAY_MS;
        await box.player.advance(isToEnd ? undefined : byMs);
        box.changed();
        box.player.assertFine();
        return stateOf(box);
      },
    ),

    scenario: look(nothing, (box) => stateOf(box)),

    stopScenario: change(nothing, (box) => {
      box.player.stop();
      return stateOf(box);
    }),
  };
}
