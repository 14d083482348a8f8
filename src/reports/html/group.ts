import type { Picture } from './chart.ts';

/** Pictures that belong together, under a heading. */
export interface Group {
  heading: string;
  pictures: Picture[];
}
