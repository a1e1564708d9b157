/** What is ahead of a pupil: things that happen on days to come, of this school year or of a later one. */
export interface Incident {
  readonly day: number;
  readonly happens: () => void;
}

export const at = (day: number, happens: () => void): Incident => ({ day, happens });

export class Agenda {
  private readonly incidents: Incident[] = [];

  add(...incidents: readonly Incident[]): void {
    this.incidents.push(...incidents);
  }

  /** Takes off the next one up to that day; of one day the one that was added first. */
  next(until: number): Incident | undefined {
    let earliest = -1;
    for (const [place, { day }] of this.incidents.entries())
      if (day <= until && day < (this.incidents[earliest]?.day ?? Infinity)) earliest = place;
    return earliest < 0 ? undefined : this.incidents.splice(earliest, 1)[0];
  }
}
