import type { Wordings } from './say.ts';
import { frenchCourse } from './sentences-fr-course.ts';
import { frenchFilters } from './sentences-fr-filters.ts';

export const french: Wordings = { ...frenchFilters, ...frenchCourse };
