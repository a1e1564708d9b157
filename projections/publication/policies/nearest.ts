/** The nearest multiple, halves up. */
export const nearest = (multiple: number, count: number): number =>
  Math.floor((2 * count + multiple) / (2 * multiple)) * multiple;
