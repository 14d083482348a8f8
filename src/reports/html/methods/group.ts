import type { Picture } from '../chart.ts';

/** Pictures that belong together, under a heading. */
export interface Group {
  heading: string;
  pictures: Picture[];
}

/** More rounds, models or turns than this are not drawn side by side. */
export const MOST_SIDE_BY_SIDE = 8;
