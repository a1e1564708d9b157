/** A term's roll against the one before: of each pupil, the set of schools whose rows list the pupil. */

/** Which schools list each pupil in one table. */
export class Sightings {
  /** Most pupils stand at one school: its name alone takes less memory than a set. */
  private readonly schools = new Map<string, string | ReadonlySet<string>>();

  /** @returns whether that school had listed the pupil before */
  add(pupil: string, school: string): boolean {
    const seen = this.at(pupil);
    if (seen?.has(school)) return true;
    this.schools.set(pupil, seen ? new Set([...seen, school]) : school);
    return false;
  }

  at(pupil: string): ReadonlySet<string> | undefined {
    const seen = this.schools.get(pupil);
    return typeof seen === 'string' ? new Set([seen]) : seen;
  }

  pupils(): IterableIterator<string> {
    return this.schools.keys();
  }
}

/** Numbers of pupils, whatever their enrolment status. */
export interface TermComparison {
  readonly changedSchool: number;
  /** Of these: with a leaver record of this term at a school that no longer lists them. */
  readonly changedSchoolWithLeaverRecordAtSchoolLeft: number;
  /** Of these: with a leaver record of this term at any school. */
  readonly changedSchoolWithLeaverRecordAnywhere: number;
  /** On roll now, not in the term before. */
  readonly newPupils: number;
  /** On roll in the term before, not now. */
  readonly gonePupils: number;
}

/** @param leavers this term's leaver records */
export function compareTerms(before: Sightings, now: Sightings, leavers: Sightings): TermComparison {
  let [changed, atSchoolLeft, anywhere, added, gone] = [0, 0, 0, 0, 0];
  for (const pupil of now.pupils()) if (!before.at(pupil)) added++;
  for (const pupil of before.pupils()) {
    const [then, today] = [before.at(pupil), now.at(pupil)];
    if (!then || !today) {
      gone++;
      continue;
    }
    if (then.size === today.size && [...then].every((school) => today.has(school))) continue;
    changed++;
    const left = leavers.at(pupil);
    if (left) anywhere++;
    if (left && [...then].some((school) => !today.has(school) && left.has(school))) atSchoolLeft++;
  }
  return {
    changedSchool: changed,
    changedSchoolWithLeaverRecordAtSchoolLeft: atSchoolLeft,
    changedSchoolWithLeaverRecordAnywhere: anywhere,
    newPupils: added,
    gonePupils: gone,
  };
}
