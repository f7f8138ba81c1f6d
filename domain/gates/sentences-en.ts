import type { Wordings } from './say.ts';
import { englishCourse } from './sentences-en-course.ts';
import { englishFilters } from './sentences-en-filters.ts';

export const english: Wordings = { ...englishFilters, ...englishCourse };
