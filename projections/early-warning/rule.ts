/** What an early warning is made of. */
import type { FindingRule } from '../finding.js';

export interface EarlyWarningRule extends FindingRule {
  /**
   * `pupil`: the record looks like records that ended in permanent exclusion. It goes with the pupil from school to
   * school and ends where one came. `practice`: a way of dealing with pupils; it stays with the school.
   */
  readonly concerns: 'pupil' | 'practice';
}
