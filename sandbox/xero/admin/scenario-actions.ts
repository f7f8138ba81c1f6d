import type { Box } from '../box.ts';
import { scenarioActionsOn } from '../../kit/admin/scenario-actions.ts';

export const scenarioActions = scenarioActionsOn<Box>();
