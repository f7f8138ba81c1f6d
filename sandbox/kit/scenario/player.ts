import type { Clock } from '../clock.ts';
import { findDifference } from './match.ts';
import type { PlannedStep, Scenario } from './scenario.ts';
import { planSteps, ScenarioError } from './scenario.ts';

const LONGEST_WAIT_MS = 60_000;

/** What a player needs of the admin API. */
export interface Stage {
  /** What is wrong with the step, as `field: why`; null when it can be played. */
  check(action: string, input: Record<string, unknown>): string | null;
  /** The input with the scenario's company where the action wants one. */
  complete(action: string, input: Record<string, unknown>, company: string | undefined): object;
  perform(action: string, input: object): Promise<unknown>;
}

export interface PlayedStep {
  step: number;
  do: string;
  at: string;
}

/** Plays one scenario at a time: each step once the sandbox's clock has reached it. */
export class ScenarioPlayer {
  readonly #clock: Clock;
  #stage: Stage | undefined;
  #file = '';
  #waiting: PlannedStep[] = [];
  #played: PlayedStep[] = [];
  #problem: string | null = null;
  #name: string | null = null;
  #timer: NodeJS.Timeout | undefined;
  #work: Promise<void> = Promise.resolve();
  #advancing = false;

  constructor(clock: Clock) {
    this.#clock = clock;
    clock.onJump(() => this.#plan());
  }

  use(stage: Stage): void {
    this.#stage = stage;
  }

  get state(): {
    name: string | null;
    played: PlayedStep[];
    waiting: { step: number; do: string; at: string }[];
    problem: string | null;
  } {
    const show = ({ nth, action, atMs }: PlannedStep): PlayedStep => ({
      step: nth,
      do: action,
      at: new Date(atMs).toISOString(),
    });
    const waiting = this.#waiting.map(show);
    return { name: this.#name, played: this.#played, waiting, problem: this.#problem };
  }

  /** Checks every step before the first one plays. A start moves the clock there. */
  play(scenario: Scenario, file: string): void {
    const startMs = scenario.start === undefined ? this.#clock.now() : Date.parse(scenario.start);
    const steps = planSteps(scenario, file, startMs).map((step) => {
      const input = this.#need().complete(step.action, step.input, scenario.company);
      return { ...step, input: input as PlannedStep['input'] };
    });
    for (const { nth, action, input } of steps) {
      const problem = this.#need().check(action, input);
      if (problem !== null) throw new ScenarioError(`${file}: step ${nth}: ${problem}`);
    }
    this.#name = scenario.name;
    this.#file = file;
    this.#waiting = steps;
    this.#played = [];
    this.#problem = null;
    if (scenario.start !== undefined) this.#clock.set(startMs);
    this.#plan();
  }

  /** Moves the clock step by step, so that each plays at its own moment; without `byMs` to the last step. */
  async advance(byMs?: number): Promise<void> {
    const endMs =
      byMs === undefined
        ? Math.max(this.#clock.now(), this.#waiting.at(-1)?.atMs ?? 0)
        : this.#clock.now() + byMs;
    await this.#work;
    this.#advancing = true;
    try {
      for (let next = this.#waiting[0]; next && next.atMs <= endMs; next = this.#waiting[0]) {
        if (next.atMs > this.#clock.now()) this.#clock.set(next.atMs);
        await this.#playNext();
      }
      if (endMs > this.#clock.now()) this.#clock.set(endMs);
    } finally {
      this.#advancing = false;
    }
    this.#plan();
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#waiting = [];
  }

  /** The first step that did not go as the scenario says. */
  assertFine(): void {
    if (this.#problem !== null) throw new ScenarioError(this.#problem);
  }

  #need(): Stage {
    if (!this.#stage) throw new Error('the player has no stage');
    return this.#stage;
  }

  #plan(): void {
    clearTimeout(this.#timer);
    const [next] = this.#waiting;
    if (!next || this.#advancing) return;
    const waitMs = Math.min(Math.max(next.atMs - this.#clock.now(), 0), LONGEST_WAIT_MS);
    this.#timer = setTimeout(() => {
      this.#work = this.#work.then(() => this.#playDue());
    }, waitMs);
    this.#timer.unref();
  }

  async #playDue(): Promise<void> {
    while (this.#waiting[0] && this.#waiting[0].atMs <= this.#clock.now()) await this.#playNext();
    this.#plan();
  }

  async #playNext(): Promise<void> {
    const step = this.#waiting.shift();
    if (!step) return;
    const at = new Date(this.#clock.now()).toISOString();
    this.#played.push({ step: step.nth, do: step.action, at });
    const problem = await this.#problemOf(step);
    if (problem === null) return;
    this.#problem = `${this.#file}: step ${step.nth}: ${step.action}: ${problem}`;
    this.stop();
  }

  async #problemOf({ action, input, expected }: PlannedStep): Promise<string | null> {
    try {
      const answer = await this.#need().perform(action, input);
      return expected === undefined ? null : findDifference(answer, expected);
    } catch (error) {
      return error instanceof Error ? error.message : String(error);
    }
  }
}
