import { asPosition, type Position } from '../../../../events/identifiers.js';

/** A mark stands at every so many positions. */
export const positionsPerMark = 10_000;

export const isMarked = (position: Position): boolean => position % positionsPerMark === 0;

/** A mark's number counts from 1. */
export const markedPosition = (number: number): Position => asPosition(number * positionsPerMark);
