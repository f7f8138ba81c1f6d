import { config } from 'zod';

// Zod would try `new Function` to see whether it may compile its checks; our content security policy reports that as a violation.
config({ jitless: true });
