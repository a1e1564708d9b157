/** One matter of a pupil's, told step by step. */
import type { EventData, EventType } from '../../events/catalogue.js';
import { dayNumber } from '../../events/calendar/plain-date.js';
import type { Pupil } from './pupil.js';
import type { EntryOf } from './reports.js';
import type { World } from './world.js';

/** No step is heard of before the one that it follows on: what is heard of a matter always hangs together. */
export class Matter {
  /** @param heardAt when what the matter begins with is heard of, milliseconds */
  constructor(
    private readonly world: World,
    private readonly pupil: Pupil,
    private heardAt: number = pupil.knownSince,
  ) {}

  tell<T extends EventType>(type: T, data: EventData<T>): EntryOf<T> {
    const entry = this.world.entry(this.pupil, type, data);
    this.heardAt = this.world.heard({ knownSince: this.heardAt }, dayNumber(data.effectiveOn));
    this.world.file(this.pupil, this.heardAt, [entry]);
    return entry;
  }
}
