/** Why all sending of an organisation stopped until a person resumes it (E57). */
export const stopReasons = ['mass-bounce', 'unusual-volume'] as const;
export type StopReason = (typeof stopReasons)[number];
