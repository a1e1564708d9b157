/** The methods that exist, in the order in which they are told. A figure cites its method by name and version. */
import type { Method } from './method.js';
import { authorityOwn } from './profiles/authority-own.js';
import { epi2019April, epi2019October } from './profiles/epi-2019.js';
import { epi2024 } from './profiles/epi-2024.js';
import { fftWhosLeft } from './profiles/fft-whos-left.js';
import { ledgerDefault } from './profiles/ledger-default.js';
import { ofstedFloor } from './profiles/ofsted-floor.js';

export const methods: readonly Method[] = [
  epi2019April,
  epi2019October,
  epi2024,
  authorityOwn,
  ofstedFloor,
  fftWhosLeft,
  ledgerDefault,
];
