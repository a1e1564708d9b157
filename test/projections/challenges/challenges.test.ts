import { asAt } from '../../../projections/trajectory/as-at.js';
import { day, registerOf, urn } from '../../support/history.js';
import { ReportedPupil } from '../../support/reported.js';

const [alder, birch] = [urn(1), urn(2)];
const register = registerOf({ [alder]: {}, [birch]: {} });

function excluded(): { pupil: ReportedPupil; entry: string } {
  const pupil = new ReportedPupil(register);
  pupil.report('AddedToRoll', { effectiveOn: '2023-09-04', school: alder, enrolmentStatus: 'C' });
  const entry = pupil.report('PermanentlyExcluded', {
    effectiveOn: '2025-01-13',
    school: alder,
    reasons: ['DB'],
  });
  return { pupil, entry };
}
const raise = (pupil: ReportedPupil, effectiveOn: string, about: object, more: object = {}) =>
  pupil.report('ChallengeRaised', {
    effectiveOn,
    raisedBy: 'peer-school',
    school: birch,
    ground: 'alternatives-not-tried',
    ...about,
    ...more,
  });
const answer = (pupil: ReportedPupil, effectiveOn: string, more: object) =>
  pupil.report('ChallengeAnswered', { effectiveOn, answeredBy: 'school', answer: 'stands', ...more });
const close = (pupil: ReportedPupil, effectiveOn: string, more: object) =>
  pupil.report('ChallengeClosed', { effectiveOn, outcome: 'accepted', ...more });

describe('a challenge', () => {
  it('of an entry, by a peer school, is answered and closed; the entry stands as it was', () => {
    const { pupil, entry } = excluded();
    const challenge = raise(pupil, '2025-01-20', { about: entry });
    expect(pupil.trajectory.challenges).toMatchObject([{ state: 'raised', about: { entry } }]);
    answer(pupil, '2025-01-27', { challenge, answer: 'more-to-follow' });
    expect(pupil.trajectory.challenges).toMatchObject([{ state: 'raised' }]);
    answer(pupil, '2025-01-30', { challenge, answer: 'other-way-found' });
    close(pupil, '2025-02-03', { challenge });
    expect(pupil.trajectory.challenges).toMatchObject([
      {
        state: 'closed',
        answers: [{ answer: 'more-to-follow' }, { answer: 'other-way-found' }],
        endings: [{ outcome: 'accepted' }],
      },
    ]);
    expect(pupil.trajectory.exclusions).toMatchObject([{ state: 'issued' }]);
    expect(pupil.inReverse().trajectory.challenges).toEqual(pupil.trajectory.challenges);
  });

  it.each(['forum', 'authority', 'board'])('is raised by %s too, and taken further', (raisedBy) => {
    const { pupil } = excluded();
    raise(pupil, '2025-01-20', { aboutType: 'PermanentlyExcluded', aboutOn: '2025-01-13' }, { raisedBy });
    answer(pupil, '2025-01-27', { raisedOn: '2025-01-20' });
    close(pupil, '2025-02-03', { raisedBy, outcome: 'escalated' });
    expect(pupil.trajectory.challenges).toMatchObject([{ raisedBy, state: 'escalated' }]);
    answer(pupil, '2025-02-10', { answeredBy: 'board', answer: 'changed' });
    close(pupil, '2025-02-17', {});
    expect(pupil.trajectory.challenges).toMatchObject([{ state: 'closed' }]);
    expect(pupil.flags.filter((flag) => flag.includes('challenge'))).toEqual([]);
    expect(asAt(pupil.trajectory, day('2025-02-05')).challenges).toMatchObject([
      { state: 'escalated', answers: [{}], endings: [{ outcome: 'escalated' }] },
    ]);
  });

  it('of nothing, an answer to none and an answer after the end are recorded and flagged', () => {
    const { pupil } = excluded();
    raise(pupil, '2025-01-20', { aboutType: 'Suspended', aboutOn: '2025-01-13' });
    answer(pupil, '2025-01-10', {});
    close(pupil, '2025-01-27', {});
    answer(pupil, '2025-02-03', { raisedOn: '2025-01-20' });
    expect(pupil.flags).toEqual(
      expect.arrayContaining(['about-no-challenge', 'challenge-of-nothing', 'challenge-out-of-course']),
    );
  });

  it('that is the last open one takes an answer that names none', () => {
    const { pupil, entry } = excluded();
    raise(pupil, '2025-01-20', { about: entry });
    raise(pupil, '2025-01-22', { about: entry }, { ground: 'equality' });
    close(pupil, '2025-01-24', { raisedOn: '2025-01-22' });
    answer(pupil, '2025-01-27', {});
    expect(pupil.trajectory.challenges.map(({ ground, state }) => [ground, state])).toEqual([
      ['alternatives-not-tried', 'answered'],
      ['equality', 'closed'],
    ]);
  });
});
