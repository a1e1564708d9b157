/** Of the demonstration, for each of `pupils`, over six years; there are thirteen for each record. */
export const eventsPerPupilOnRoll = 19.8;
