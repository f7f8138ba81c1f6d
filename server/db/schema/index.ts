export * from './events.ts';
export * from './invoice-sending.ts';
export * from './mirror.ts';
export * from './file-links.ts';
export * from './people.ts';
export * from './reminders.ts';
export * from './silence.ts';
export * from './templates.ts';
