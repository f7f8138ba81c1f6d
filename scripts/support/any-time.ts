/** Sending settings under which messages leave on every day, at every hour, as often as a rule says. */
export const anyTime = {
  sendFrom: '00:00',
  sendUntil: '23:59',
  weekdays: [1, 2, 3, 4, 5, 6, 7],
  contactGapDays: 0,
};
