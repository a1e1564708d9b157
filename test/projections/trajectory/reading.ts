/** A reading of pupil A's history against three ordinary schools, in the short forms that the tests compare. */
import { interpret } from '../../../projections/trajectory/interpret.js';
import type { Trajectory } from '../../../projections/trajectory/trajectory.js';
import { pupilA, recorded, registerOf, urn, type Told } from '../../support/history.js';

export const [alder, birch, cedar] = [urn(1), urn(2), urn(3)];
export const register = registerOf({ [alder]: {}, [birch]: {}, [cedar]: {} });

export const read = (facts: readonly Told[], against = register): Trajectory =>
  interpret(pupilA, recorded(facts), against);

export const spells = (facts: readonly Told[]): unknown[] =>
  read(facts).spells.map(({ school, enteredOn, leftOn, end }) => [
    school,
    enteredOn,
    leftOn,
    end?.how ?? null,
  ]);

export const flags = (facts: readonly Told[], against = register): string[] =>
  read(facts, against).flags.map(({ flag }) => flag);

export const kinds = (facts: readonly Told[]): string[] => read(facts).moves.map(({ kind }) => kind);

export const moves = (facts: readonly Told[]): unknown[] =>
  read(facts).moves.map(({ from, to, gapDays, whereabouts }) => [from, to, gapDays, whereabouts]);
