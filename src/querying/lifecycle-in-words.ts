/** The course of a lifecycle as documents tell it. */
import type { Lifecycle, Step } from '../../projections/lifecycle.js';
import type { StepTold } from './documents/common.js';

export interface CourseInWords {
  readonly state: string;
  readonly stateMeaning: string;
  readonly course: StepTold[];
}

export function courseInWords<State extends string, Signal extends string>(
  { states }: Pick<Lifecycle<State, Signal>, 'states'>,
  { state, course }: { readonly state: State; readonly course: readonly Step<State, Signal>[] },
): CourseInWords {
  return {
    state,
    stateMeaning: states[state],
    course: course.map(({ on, signal, to, inCourse, evidence }) => ({
      on,
      signal,
      to,
      meaning: states[to],
      inCourse,
      evidence,
    })),
  };
}
