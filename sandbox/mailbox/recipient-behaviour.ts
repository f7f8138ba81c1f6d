/** What the stand-in does with a recipient. The address decides, on any domain, so tests and people need no hidden switches. */
export type Behaviour = 'accept' | 'unknown' | 'grey' | 'full' | 'slow' | 'drop' | 'big';

const special: ReadonlySet<string> = new Set(['unknown', 'grey', 'full', 'slow', 'drop', 'big']);

/** Only the part before `+` counts: `grey+invoice-7@shop.example` is greylisted once, apart from every other `grey+…`. */
export function behaviourOf(address: string): Behaviour {
  const localPart = address.slice(0, Math.max(address.lastIndexOf('@'), 0)).toLowerCase();
  const base = localPart.split('+')[0] ?? '';
  return special.has(base) ? (base as Behaviour) : 'accept';
}

/** An SMTP reply; the enhanced status stands in the text, as real servers write it. */
export class SmtpReply extends Error {
  readonly responseCode: number;

  constructor(responseCode: number, text: string) {
    super(text);
    this.name = 'SmtpReply';
    this.responseCode = responseCode;
  }
}

export const replies = {
  unknown: () => new SmtpReply(550, '5.1.1 No such user here'),
  grey: () => new SmtpReply(450, '4.2.0 Greylisted, please try again later'),
  full: () => new SmtpReply(452, '4.2.2 Mailbox full'),
  big: () => new SmtpReply(552, '5.3.4 Message too big for this mailbox'),
};

/** Greylisting remembers who asked for whom: the first attempt of a pair is put off, every later one passes. */
export function createGreylist(): { firstTime(from: string, to: string): boolean; clear(): void } {
  const seen = new Set<string>();
  return {
    firstTime(from, to) {
      const pair = `${from.toLowerCase()} ${to.toLowerCase()}`;
      if (seen.has(pair)) return false;
      seen.add(pair);
      return true;
    },
    clear: () => seen.clear(),
  };
}
