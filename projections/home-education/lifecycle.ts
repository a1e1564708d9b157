/** The course of one time of education at home, from the first word of it to the return to a roll or another end. */
import type { Lifecycle, Step } from '../lifecycle.js';

export type HomeEducationState =
  | 'not-notified'
  | 'notified'
  | 'consented'
  | 'consent-refused'
  | 'at-home'
  | 'suitable'
  | 'unsuitable'
  | 'return-requested'
  | 'returned'
  | 'ended';

export type HomeEducationSignal =
  | 'notified'
  | 'consent-refused'
  | 'consent-granted'
  | 'taken-off-roll'
  | 'started'
  | 'found-unsuitable'
  | 'found-suitable'
  | 'return-requested'
  | 'joined-school'
  | 'ended';

export type HomeEducationStep = Step<HomeEducationState, HomeEducationSignal>;

/** Before the child is taught at home, as far as anybody told. */
const beforehand: readonly HomeEducationState[] = ['not-notified', 'notified', 'consented'];
const atHome: readonly HomeEducationState[] = ['at-home', 'suitable', 'unsuitable'];

export const homeEducationLifecycle: Lifecycle<HomeEducationState, HomeEducationSignal> = {
  name: 'Home education',
  says:
    'Education otherwise than at school by the parent’s choice (Education Act 1996 s.7). A name goes from the roll on ' +
    'the parent’s notice in writing (SI 2024/208 reg 9(1)(f)); consent is asked of the authority for a special school’s ' +
    'pupil, and for a child under child protection from the day on which s.434A commences. Education judged unsuitable ' +
    'makes the child one missing education.',
  begins: 'not-notified',
  states: {
    'not-notified': 'Nobody told of it',
    notified: 'Somebody told that the child will be educated at home; the name is on the roll',
    consented: 'The authority consented',
    'consent-refused': 'The authority refused its consent',
    'at-home': 'Off the roll or begun at home; nobody has judged the education',
    suitable: 'Educated at home, and suitably',
    unsuitable: 'Not suitably educated: counts as missing education',
    'return-requested': 'A place at school is asked for',
    returned: 'On a school’s roll again',
    ended: 'Ended otherwise',
  },
  signals: {
    notified: 'HomeEducationNotified',
    'consent-refused': 'HomeEducationConsentDecided, refused',
    'consent-granted': 'HomeEducationConsentDecided, granted',
    'taken-off-roll': 'a roll ended for home education, by ground or destination',
    started: 'HomeEducationStarted',
    'found-unsuitable': 'HomeEducationReviewed, unsuitable',
    'found-suitable': 'HomeEducationReviewed, suitable',
    'return-requested': 'ReturnRequested',
    'joined-school': 'a main registration began',
    ended: 'HomeEducationEnded, or death',
  },
  transitions: [
    { on: 'notified', from: ['not-notified'], skippingFrom: ['notified'], to: 'notified' },
    { on: 'notified', from: [], skippingFrom: atHome, to: 'at-home' },
    { on: 'consent-refused', from: ['notified'], skippingFrom: beforehand, to: 'consent-refused' },
    {
      on: 'consent-granted',
      from: ['notified', 'consent-refused'],
      skippingFrom: ['not-notified', 'consented'],
      to: 'consented',
    },
    {
      on: 'taken-off-roll',
      from: ['notified', 'consented'],
      skippingFrom: ['not-notified', ...atHome],
      to: 'at-home',
    },
    {
      on: 'started',
      from: ['notified', 'consented'],
      skippingFrom: ['not-notified', 'at-home'],
      to: 'at-home',
    },
    {
      on: 'found-unsuitable',
      from: ['at-home', 'suitable'],
      skippingFrom: [...beforehand, 'unsuitable', 'return-requested'],
      to: 'unsuitable',
    },
    {
      on: 'found-suitable',
      from: ['at-home', 'unsuitable'],
      skippingFrom: [...beforehand, 'suitable', 'return-requested'],
      to: 'suitable',
    },
    {
      on: 'return-requested',
      from: atHome,
      skippingFrom: [...beforehand, 'return-requested'],
      to: 'return-requested',
    },
    {
      on: 'joined-school',
      from: [...atHome, 'return-requested'],
      skippingFrom: [...beforehand, 'consent-refused'],
      to: 'returned',
    },
    {
      on: 'ended',
      from: [...atHome, 'return-requested'],
      skippingFrom: [...beforehand, 'consent-refused', 'ended'],
      to: 'ended',
    },
    { on: 'ended', from: [], skippingFrom: ['returned'], to: 'returned' },
  ],
};
