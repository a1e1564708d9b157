/** What methods take for no exit at all: schools that change, transitions, and rolls beside the main one. */
import type { Urn } from '../../../events/identifiers.js';
import { epi2019April, epi2019October } from '../../../projections/moves/profiles/epi-2019.js';
import { epi2024 } from '../../../projections/moves/profiles/epi-2024.js';
import { fftWhosLeft } from '../../../projections/moves/profiles/fft-whos-left.js';
import { ledgerDefault } from '../../../projections/moves/profiles/ledger-default.js';
import { added, counted, day, fact, registerOf, removed, succeeded } from '../../support/history.js';
import { rulesUnder } from './given.js';
import {
  alder,
  birch,
  rowan,
  studio,
  middle,
  upper,
  schools,
  register,
  inYear,
  mover,
  leaver,
  unexplained,
} from './schools.js';

describe('schools that change', () => {
  const on = day('2024-11-30');

  it('tell a conversion from a merger, a split and a closure', () => {
    const converted = registerOf(
      { ...schools, [alder]: { closedOn: on }, [birch]: { openedOn: day('2024-12-01') } },
      [succeeded(alder, birch, on)],
    );
    const merged = registerOf(schools, [succeeded(alder, birch, on), succeeded(upper, birch, on)]);
    const parted = registerOf(schools, [succeeded(alder, birch, on), succeeded(alder, upper, on)]);
    const closed = registerOf({ ...schools, [alder]: { closedOn: on } });
    for (const method of [epi2019April, epi2024, ledgerDefault])
      expect(
        [converted, merged, parted, closed].map((against) => rulesUnder(method, mover(), against)[0]),
      ).toEqual([
        'not-counted: out-of-scope: conversion',
        'not-counted: out-of-scope: merger',
        'not-counted: out-of-scope: split',
        'not-counted: out-of-scope: closure',
      ]);
    for (const method of [fftWhosLeft])
      expect(rulesUnder(method, mover(), merged)).toEqual(['not-counted: out-of-scope: merger']);
  });
});

describe('transitions', () => {
  const after = (from: Urn, ncYear: string, to: Urn) => [
    added(from, '2022-09-05', 'C', ncYear),
    removed(from, '2024-07-19'),
    added(to, '2024-09-02'),
  ];

  it('take the end of a middle school, and the start of an upper school, for no move', () => {
    expect(rulesUnder(epi2024, after(middle, '7', upper), register)).toEqual([
      'not-counted: out-of-scope: end-of-middle-school',
    ]);
    expect(rulesUnder(epi2019October, after(alder, '7', upper), register)).toEqual([
      'not-counted: out-of-scope: start-of-age-range',
    ]);
    expect(rulesUnder(epi2019October, after(alder, '8', upper), register)).toEqual([unexplained]);
  });

  it('take a UTC or a studio school at 14 for a transition in 2019 and here, not in 2024', () => {
    const at14 = after(alder, '8', studio);
    expect(rulesUnder(epi2019October, at14, register)).toEqual([
      'not-counted: out-of-scope: start-of-utc-or-studio-school',
    ]);
    expect(rulesUnder(ledgerDefault, at14, register)).toEqual([
      'not-counted: out-of-scope: start-of-utc-or-studio-school',
    ]);
    expect(rulesUnder(epi2024, at14, register)).toEqual([unexplained]);
    expect(rulesUnder(ledgerDefault, after(alder, '9', studio), register)).toEqual([
      'counted: unexplained: no-reason-on-record',
    ]);
  });
});

describe('rolls beside the main one', () => {
  it('a pupil who goes on as a guest or by a subsidiary registration is in sight', () => {
    for (const status of ['G', 'S'])
      expect(
        rulesUnder(
          epi2024,
          [inYear('8'), removed(alder, '2024-11-29'), added(birch, '2024-12-02', status)],
          register,
        ),
      ).toEqual(['not-counted: out-of-scope: guest-or-subsidiary-elsewhere']);
  });

  it('a subsidiary registration from before that was left open hides no reported departure', () => {
    const forgotten = added(rowan, '2023-11-06', 'S');
    const leftFor = (more: Parameters<typeof removed>[2]) => [forgotten, ...leaver(more)];
    const home = leftFor({ ground: 'F', destination: { kind: 'home-education' } });
    expect(rulesUnder(ledgerDefault, home, register)).toEqual([
      'not-counted: home-education: home-education',
    ]);
    expect(rulesUnder(epi2019October, home, register)).toEqual([
      'counted: unexplained: left-the-state-system',
    ]);
    const elsewhere = leftFor({ destination: { kind: 'school', school: studio } });
    expect(rulesUnder(epi2024, elsewhere, register)).toEqual(['possible: out-of-scope: no-school-joined']);
  });

  it('but keeps a leaver in sight of whom nobody told a departure, or whom a census lists there since', () => {
    const inSight = ['not-counted: out-of-scope: guest-or-subsidiary-elsewhere'];
    const open = added(rowan, '2023-11-06', 'S');
    const home = leaver({ ground: 'F', destination: { kind: 'home-education' } });
    const listed = counted(rowan, '2023-11-06', 'spring', { enrolmentStatus: 'S' });
    for (const facts of [
      [open, ...leaver()],
      [open, ...leaver({ destination: { kind: 'school', school: rowan } })],
      [open, ...home, listed],
    ])
      expect(rulesUnder(ledgerDefault, facts, register)).toEqual(inSight);
  });

  it('one of two registrations that ends is no exit', () => {
    const dual = [
      inYear('8'),
      added(rowan, '2024-09-09', 'S'),
      removed(alder, '2024-11-29', { ground: 'C' }),
    ];
    for (const method of [epi2019April, epi2024, ledgerDefault])
      expect(rulesUnder(method, dual, register)).toEqual([
        'not-counted: out-of-scope: dual-registration-ended',
      ]);
  });

  it('the name that stays on the roll as a subsidiary one has left in EPI-2024 alone', () => {
    const stays = [
      added(alder, '2023-09-04', 'C', '8'),
      fact('EnrolmentStatusChanged', { effectiveOn: day('2024-12-02'), school: alder, enrolmentStatus: 'S' }),
      added(birch, '2024-12-02', 'M'),
    ];
    expect(rulesUnder(epi2024, stays, register)).toEqual([unexplained]);
    expect(rulesUnder(ledgerDefault, stays, register)).toEqual([
      'not-counted: out-of-scope: still-on-the-roll',
    ]);
  });
});
