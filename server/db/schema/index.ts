export * from './events.ts';
export * from './invoice-sending.ts';
export * from './mirror.ts';
export * from './people.ts';
export * from './reminders.ts';
export * from './replies.ts';
export * from './silence.ts';
export * from './templates.ts';
