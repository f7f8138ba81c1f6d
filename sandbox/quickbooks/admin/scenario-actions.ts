import { scenarioActionsOn } from '../../kit/admin/scenario-actions.ts';
import type { Box } from '../box.ts';

export const scenarioActions = scenarioActionsOn<Box>();
