/** The course of one time of missing education, or of not being known to be in it, until the child is in education. */
import type { Lifecycle, Step } from '../lifecycle.js';

export type MissingState =
  'not-missing' | 'unresolved' | 'reported' | 'enquiries' | 'located' | 'in-education' | 'ended';

export type MissingSignal =
  | 'left-without-destination'
  | 'found-unsuitable'
  | 'reported'
  | 'enquiry-made'
  | 'located'
  | 'located-in-education'
  | 'destination-confirmed'
  | 'joined-school'
  | 'home-education'
  | 'died';

export type MissingStep = Step<MissingState, MissingSignal>;

const missing: readonly MissingState[] = ['unresolved', 'reported', 'enquiries', 'located'];

export const missingEducationLifecycle: Lifecycle<MissingState, MissingSignal> = {
  name: 'Missing education',
  says:
    'A child of compulsory school age who is not registered at a school and not suitably educated otherwise: the ' +
    'authority is to identify every one (Education Act 1996 s.436A). A name deleted with no destination is unresolved ' +
    'until somebody knows; education at home judged unsuitable makes the child one missing education.',
  begins: 'not-missing',
  states: {
    'not-missing': 'Nothing told',
    unresolved: 'Deleted from a roll, and nobody said where to',
    reported: 'Told to be missing education',
    enquiries: 'Enquiries under way',
    located: 'Found, and not in suitable education',
    'in-education': 'On a roll, at home, or in suitable education elsewhere',
    ended: 'The child died',
  },
  signals: {
    'left-without-destination': 'a roll ended with no destination reported or seen',
    'found-unsuitable': 'HomeEducationReviewed, unsuitable',
    reported: 'MissingEducationReported',
    'enquiry-made': 'EnquiryMade',
    located: 'PupilLocated, not in suitable education',
    'located-in-education': 'PupilLocated, in education not judged unsuitable',
    'destination-confirmed': 'DestinationConfirmed, arrived and not judged unsuitable',
    'joined-school': 'a main registration began',
    'home-education': 'home education began, or was found suitable',
    died: 'PupilDied',
  },
  transitions: [
    { on: 'left-without-destination', from: ['not-missing'], to: 'unresolved' },
    { on: 'left-without-destination', from: [], skippingFrom: ['reported'], to: 'reported' },
    { on: 'left-without-destination', from: [], skippingFrom: ['enquiries'], to: 'enquiries' },
    {
      on: 'found-unsuitable',
      from: ['not-missing'],
      skippingFrom: ['unresolved', 'reported', 'located'],
      to: 'reported',
    },
    { on: 'found-unsuitable', from: [], skippingFrom: ['enquiries'], to: 'enquiries' },
    {
      on: 'reported',
      from: ['not-missing', 'unresolved'],
      skippingFrom: ['reported', 'located'],
      to: 'reported',
    },
    { on: 'reported', from: [], skippingFrom: ['enquiries'], to: 'enquiries' },
    {
      on: 'enquiry-made',
      from: ['unresolved', 'reported'],
      skippingFrom: ['not-missing', 'enquiries'],
      to: 'enquiries',
    },
    { on: 'enquiry-made', from: [], skippingFrom: ['located'], to: 'located' },
    {
      on: 'located',
      from: ['reported', 'enquiries'],
      skippingFrom: ['not-missing', 'unresolved', 'located'],
      to: 'located',
    },
    {
      on: 'located-in-education',
      from: ['reported', 'enquiries', 'located'],
      skippingFrom: ['not-missing', 'unresolved'],
      to: 'in-education',
    },
    { on: 'destination-confirmed', from: missing, to: 'in-education' },
    { on: 'joined-school', from: missing, to: 'in-education' },
    { on: 'home-education', from: missing, to: 'in-education' },
    { on: 'died', from: missing, to: 'ended' },
  ],
};

/** Nothing follows on these: what is reported next begins anew. */
export const isOver = (state: MissingState): boolean => state === 'in-education' || state === 'ended';
